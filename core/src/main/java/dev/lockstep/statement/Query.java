package dev.lockstep.statement;

import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is what is asked of rows, as far as a reviewer wants to know it.
///
/// @param reads the tables and views that it names, those of subqueries among them
/// @param where the condition of its outermost part; null for none
/// @param traits what else can be said of it
/// @param calls the functions that it calls
public record Query(
    List<QualifiedName> reads,
    @Nullable Expression where,
    List<Trait> traits,
    List<QualifiedName> calls) {
  private static final Pattern ALWAYS =
      Pattern.compile(
          "\\(*\\s*(?:true|not\\s+false|'t'|'true'|([1-9]\\d*)(?:\\s*=\\s*\\1)?|([\\w.]+)\\s*=\\s*\\2)\\s*\\)*",
          Pattern.CASE_INSENSITIVE);

  public Query {
    reads = List.copyOf(reads);
    traits = List.copyOf(traits);
    calls = List.copyOf(calls);
  }

  public Query(List<QualifiedName> reads, @Nullable Expression where, List<Trait> traits) {
    this(reads, where, traits, List.of());
  }

  /// Is something that a query does, with the place.
  public record Trait(Kind kind, TextRange range) {}

  /// Is what a query can do.
  public enum Kind {
    /// Asks for all columns by `*`.
    STAR,
    /// Has `LIKE '%…'`, which no ordinary index can answer.
    LEADING_WILDCARD,
    /// Compares with `NULL` by `=` or `<>`, which is never true.
    COMPARES_WITH_NULL,
    /// Puts rows in a random order.
    RANDOM_ORDER,
    ORDER_BY,
    LIMIT,
    /// Locks rows until the transaction ends.
    FOR_UPDATE,
    /// Leaves out rows of the first table that find none in another: `JOIN … ON`.
    JOINS
  }

  /// Tells whether no row is left out: there is no condition, or one that is true whatever a row
  /// holds.
  public boolean isOpen() {
    if (has(Kind.LIMIT)) {
      return false;
    }
    return where == null ? !has(Kind.JOINS) : ALWAYS.matcher(where.text().strip()).matches();
  }

  public boolean has(Kind kind) {
    return traits.stream().anyMatch(trait -> trait.kind() == kind);
  }
}
