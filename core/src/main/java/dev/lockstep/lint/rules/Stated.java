package dev.lockstep.lint.rules;

import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.lint.online.Effect.Lock;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Is the `ALGORITHM` and `LOCK` that a statement asks for.
///
/// @param algorithm in upper case; an empty text where nothing is said
/// @param lock likewise
record Stated(String algorithm, String lock) {
  /// The options that change nothing themselves.
  static final Set<String> CLAUSES = Set.of("algorithm", "lock");

  static Stated of(List<Operation> statement) {
    String algorithm = "";
    String lock = "";
    for (Operation operation : statement) {
      if (operation instanceof SetTableOption set) {
        String value = set.value() == null ? "" : set.value();
        algorithm = set.option().equals("algorithm") ? value : algorithm;
        lock = set.option().equals("lock") ? value : lock;
      } else if (operation instanceof CreateIndex index) {
        algorithm = index.options().getOrDefault("algorithm", algorithm);
        lock = index.options().getOrDefault("lock", lock);
      }
    }
    return new Stated(algorithm, lock);
  }

  boolean isSilent() {
    return algorithm.isEmpty() && lock.isEmpty();
  }

  /// Returns what is asked for, where that is one of the algorithms.
  Optional<Algorithm> wanted() {
    return Stream.of(Algorithm.values()).filter(one -> one.name().equals(algorithm)).findFirst();
  }

  Optional<Lock> wantedLock() {
    return Stream.of(Lock.values()).filter(one -> one.name().equals(lock)).findFirst();
  }

  @Override
  public String toString() {
    return (algorithm.isEmpty() ? "" : "ALGORITHM=" + algorithm)
        + (isSilent() || algorithm.isEmpty() || lock.isEmpty() ? "" : ", ")
        + (lock.isEmpty() ? "" : "LOCK=" + lock);
  }
}
