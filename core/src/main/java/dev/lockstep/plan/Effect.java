package dev.lockstep.plan;

import java.util.List;
import java.util.Optional;

/// Is what a statement was seen to do to what was there before it.
///
/// *Shape*: names as the product writes them. What a statement does to what its plan creates is no
/// part of it.
///
/// @param locks the strongest lock on each table
/// @param rewrites tables whose rows and indexes that were written anew
/// @param scans tables that were read whole, and are not written anew
/// @param work what else takes the longer the more rows there are, as far as the product tells it
public record Effect(List<Lock> locks, List<String> rewrites, List<String> scans, Work work) {
  /// Of a statement that touches nothing that was there.
  public static final Effect NONE = new Effect(List.of(), List.of(), List.of());

  public Effect {
    locks = List.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    scans = List.copyOf(scans);
  }

  public Effect(List<Lock> locks, List<String> rewrites, List<String> scans) {
    this(locks, rewrites, scans, Work.UNKNOWN);
  }

  /// Says what takes the longer the more rows there are, and whom it keeps waiting meanwhile; empty
  /// when nobody waits, or not for long.
  public Optional<String> burden() {
    Blocks worst = locks.stream().map(Lock::blocks).max(Blocks::compareTo).orElse(Blocks.NOBODY);
    if (worst == Blocks.NOBODY || (rewrites.isEmpty() && scans.isEmpty())) {
      return Optional.empty();
    }
    String work =
        rewrites.isEmpty()
            ? "Reads the whole of " + String.join(", ", scans)
            : "Writes " + String.join(", ", rewrites) + " anew";
    return Optional.of(
        work
            + (worst == Blocks.EVERYBODY
                ? " while nobody else can read or write"
                : " while nobody else can write"));
  }

  /// Is a lock that a statement holds until its transaction ends.
  ///
  /// @param mode as the product calls it
  public record Lock(String table, String mode, Blocks blocks) {}

  /// Is what a statement did besides locking, reading whole and writing anew.
  ///
  /// @param indexes new ones on tables that were there
  /// @param rows in tables that were there, where any were touched
  /// @param triggers that fired, as `name on table`
  /// @param walBytes that the server wrote meanwhile, for whomever; -1 where nobody counted
  public record Work(List<Index> indexes, List<Rows> rows, List<String> triggers, long walBytes) {
    /// Where nobody looked.
    public static final Work UNKNOWN = new Work(List.of(), List.of(), List.of(), -1);

    public Work {
      indexes = List.copyOf(indexes);
      rows = List.copyOf(rows);
      triggers = List.copyOf(triggers);
    }
  }

  /// Is an index and its table.
  public record Index(String name, String table) {}

  /// Counts the rows of one table that were inserted, updated or deleted.
  public record Rows(String table, long inserted, long updated, long deleted) {}

  /// Says whom a lock keeps waiting.
  public enum Blocks {
    NOBODY,
    WRITERS,
    EVERYBODY
  }
}
