package dev.lockstep.lint.online;

/// Is the cheapest way in which a server can alter a table.
public record Effect(Algorithm algorithm, Lock lock) {
  /// Nothing but what is known about the table changes.
  public static final Effect INSTANT = new Effect(Algorithm.INSTANT, Lock.NONE);

  /// An index is built or dropped while others read and write.
  public static final Effect NOCOPY = new Effect(Algorithm.NOCOPY, Lock.NONE);

  /// The table is written again while others read and write.
  public static final Effect INPLACE = new Effect(Algorithm.INPLACE, Lock.NONE);

  /// The table is copied row by row while nobody can write to it.
  public static final Effect COPY = new Effect(Algorithm.COPY, Lock.SHARED);

  /// Is how a server goes about it, from the cheapest.
  public enum Algorithm {
    INSTANT,
    /// In place, without writing the table again. MySQL has no word for it and says `INPLACE`.
    NOCOPY,
    INPLACE,
    COPY
  }

  /// Is what others cannot do meanwhile, from the least.
  public enum Lock {
    NONE,
    SHARED,
    EXCLUSIVE
  }

  /// Returns the effect of two clauses of one statement.
  public Effect and(Effect other) {
    return new Effect(
        algorithm.compareTo(other.algorithm) >= 0 ? algorithm : other.algorithm,
        lock.compareTo(other.lock) >= 0 ? lock : other.lock);
  }

  /// Tells whether the whole table is written again.
  public boolean writesTable() {
    return algorithm.compareTo(Algorithm.INPLACE) >= 0;
  }

  /// Tells whether nobody can write to the table meanwhile.
  public boolean blocksWrites() {
    return lock != Lock.NONE;
  }

  @Override
  public String toString() {
    return algorithm + " " + lock;
  }
}
