package dev.lockstep.engines.flyway;

import dev.lockstep.migration.MigrationState;

/// Lists the states that `flyway info` shows, and what each is called here.
///
/// *Source*: flyway-core 13.12, `org.flywaydb.core.api.MigrationState`.
enum FlywayState {
  PENDING("Pending", MigrationState.PENDING),
  ABOVE_TARGET("Above Target", MigrationState.IGNORED),
  BELOW_BASELINE("Below Baseline", MigrationState.IGNORED),
  BASELINE_IGNORED("Ignored (Baseline)", MigrationState.IGNORED),
  BASELINE("Baseline", MigrationState.BASELINE),
  IGNORED("Ignored", MigrationState.SKIPPED_OUT_OF_ORDER),
  MISSING_SUCCESS("Missing", MigrationState.MISSING),
  MISSING_FAILED("Failed (Missing)", MigrationState.FAILED),
  SUCCESS("Success", MigrationState.APPLIED),
  /// Taken back: by an undo script here, or by Flyway's own undo.
  UNDONE("Undone", MigrationState.UNDONE),
  FAILED("Failed", MigrationState.FAILED),
  OUT_OF_ORDER("Out of Order", MigrationState.APPLIED_OUT_OF_ORDER),
  FUTURE_SUCCESS("Future", MigrationState.FUTURE),
  FUTURE_FAILED("Failed (Future)", MigrationState.FAILED),
  OUTDATED("Outdated", MigrationState.OUTDATED),
  SUPERSEDED("Superseded", MigrationState.APPLIED),
  DELETED("Deleted", MigrationState.MISSING);

  private final String shown;
  private final MigrationState state;

  FlywayState(String shown, MigrationState state) {
    this.shown = shown;
    this.state = state;
  }

  /// Returns the word `flyway info` prints.
  String shown() {
    return shown;
  }

  /// Returns the word an ignore pattern uses; the printed one where Flyway has no other.
  String pattern() {
    return shown.toLowerCase(java.util.Locale.ROOT);
  }

  MigrationState state() {
    return state;
  }

  boolean failed() {
    return this == FAILED || this == MISSING_FAILED || this == FUTURE_FAILED;
  }
}
