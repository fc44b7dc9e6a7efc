package dev.lockstep.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds one statement of a script as it was written, without its terminator.
///
/// *Shape*: `text` starts at the first token (comments before it are not part of it) and ends with
/// the last one; comments inside are kept. `end` is the place just behind `text`. `kind` is the
/// leading keywords in upper case, for example `CREATE TABLE` or `ALTER TABLE`, and the empty
/// string when the statement could not be told. `inlineData` is the block after `COPY … FROM
/// stdin`, without its `\.`.
public record SqlStatement(
    String text,
    Position start,
    Position end,
    String kind,
    Set<StatementTrait> traits,
    @Nullable String inlineData) {

  public SqlStatement {
    // most statements have none, and there may be millions of them
    traits = traits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(traits));
  }

  public boolean has(StatementTrait trait) {
    return traits.contains(trait);
  }
}
