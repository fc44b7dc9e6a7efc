package dev.lockstep.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Says what a statement does to which object, as far as its first words tell: enough to ask a
/// catalogue whether the statement took effect.
///
/// *Shape*: names are lists from the outermost part to the object itself, without quotes and in the
/// case in which the database keeps them. `name` is the object's own name and never empty. `table`
/// is the table that an index or a trigger belongs to, empty for other objects. `alterations` lists
/// every action of an `ALTER TABLE` in order; it is empty for other statements, and when one of the
/// actions is not understood.
///
/// @param verb first word in upper case: `CREATE`, `ALTER`, `DROP`, `TRUNCATE`, …
/// @param objectKind in upper case, as in [SqlStatement#kind]: `TABLE`, `MATERIALIZED VIEW`
public record StatementHead(
    String verb,
    String objectKind,
    Set<Modifier> modifiers,
    List<String> name,
    List<String> table,
    List<Alteration> alterations) {

  public StatementHead {
    EnumSet<Modifier> copy = EnumSet.noneOf(Modifier.class);
    copy.addAll(modifiers);
    modifiers = Collections.unmodifiableSet(copy);
    name = List.copyOf(name);
    table = List.copyOf(table);
    alterations = List.copyOf(alterations);
  }

  public boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  /// Names a word that changes what a statement does.
  public enum Modifier {
    OR_REPLACE,
    TEMPORARY,
    CONCURRENTLY,
    IF_EXISTS,
    IF_NOT_EXISTS
  }

  /// Is one action of an `ALTER TABLE`.
  ///
  /// @param name the column, index or constraint; the new name of a `RENAME_TABLE`
  public record Alteration(Action action, String name, Set<Modifier> modifiers) {
    public Alteration {
      EnumSet<Modifier> copy = EnumSet.noneOf(Modifier.class);
      copy.addAll(modifiers);
      modifiers = Collections.unmodifiableSet(copy);
    }
  }

  /// Names what an `ALTER TABLE` does.
  public enum Action {
    ADD_COLUMN,
    DROP_COLUMN,
    ADD_INDEX,
    DROP_INDEX,
    ADD_CONSTRAINT,
    DROP_CONSTRAINT,
    RENAME_TABLE
  }
}
