package dev.lockstep.lint.online;

import dev.lockstep.statement.Operation;
import java.util.Optional;

/// Knows how one product in one version alters tables.
public interface OnlineDdl {
  /// Returns the cheapest way to do one clause of a statement.
  ///
  /// *Shape*: `INSTANT` for what alters no table; empty where it depends on what is not known.
  Optional<Effect> effect(Operation clause, Ground ground);

  /// Returns the clauses that make the server refuse rather than do worse.
  String stated(Effect effect);

  /// Returns the cheapest way to run a whole statement.
  default Optional<Effect> effect(Ground ground) {
    Optional<Effect> all = Optional.of(Effect.INSTANT);
    for (Operation clause : ground.clauses()) {
      Optional<Effect> one = effect(clause, ground);
      all = all.flatMap(before -> one.map(before::and));
    }
    return all;
  }

  /// Returns what is known of a product; empty for one that has no such algorithms.
  ///
  /// @param version for example 110405 for MariaDB 11.4.5
  static Optional<OnlineDdl> of(String dialect, int version) {
    return switch (dialect) {
      case "mariadb" -> Optional.of(new MariaDbOnline(version));
      case "mysql" -> Optional.of(new MySqlOnline(version));
      default -> Optional.empty();
    };
  }
}
