package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what `flyway migrate` would refuse to start with, one fault a migration.
///
/// *Source*: flyway-core 13.12, `MigrationInfoImpl.validate` with pending migrations passed over.
final class Validation {
  private static final String REPAIR =
      "undo the change to the file, or run lockstep repair if it was meant";

  private final Settings.Rules rules;
  private final HistoryTable table;
  private final @Nullable FlywayVersion baseline;

  Validation(Settings.Rules rules, HistoryTable table, Optional<FlywayVersion> baseline) {
    this.rules = rules;
    this.table = table;
    this.baseline = baseline.orElse(null);
  }

  List<Fault> validate(List<Standing> standings) {
    List<Fault> faults = new ArrayList<>();
    for (Standing standing : standings) {
      Fault fault = validate(standing);
      if (fault != null) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private @Nullable Fault validate(Standing standing) {
    FlywayState state = standing.state();
    if (state == FlywayState.UNDONE
        || state == FlywayState.ABOVE_TARGET
        || state == FlywayState.DELETED
        || ignored(standing, state)) {
      return null;
    }
    boolean futureIgnored = passesOver("future");
    if (state.failed() && !(futureIgnored && state == FlywayState.FUTURE_FAILED)) {
      return failed(standing);
    }
    if (!rules.validateOnMigrate()) {
      return null;
    }
    HistoryRow row = standing.row();
    Resolved resolved = standing.resolved();
    if (row != null && resolved == null) {
      return unresolved(standing, row, futureIgnored);
    }
    if (state == FlywayState.IGNORED && resolved != null && row == null) {
      return resolved.baseline() ? null : late(resolved);
    }
    return row != null && resolved != null ? mismatch(row, resolved, state) : null;
  }

  private boolean ignored(Standing standing, FlywayState state) {
    boolean versioned = standing.version() != null;
    return rules.ignored().stream().anyMatch(pattern -> pattern.matches(versioned, state));
  }

  private boolean passesOver(String state) {
    boolean versioned = false;
    boolean repeatable = false;
    for (IgnorePattern pattern : rules.ignored()) {
      if (pattern.state().equals(state) || pattern.state().equals("*")) {
        versioned |= !pattern.type().equals("repeatable");
        repeatable |= !pattern.type().equals("versioned");
      }
    }
    return versioned && repeatable;
  }

  private static Fault failed(Standing standing) {
    return fault(
        "failed-migration",
        standing,
        "%s is recorded as failed".formatted(name(standing)),
        "take back by hand what it left behind, then run lockstep repair");
  }

  private static @Nullable Fault unresolved(
      Standing standing, HistoryRow row, boolean futureIgnored) {
    FlywayState state = standing.state();
    boolean passed =
        row.synthetic()
            || row.undo()
            || state == FlywayState.SUPERSEDED
            || (futureIgnored && state == FlywayState.FUTURE_FAILED);
    if (passed) {
      return null;
    }
    boolean future = state == FlywayState.FUTURE_SUCCESS || state == FlywayState.FUTURE_FAILED;
    return new Fault(
        future ? "future-migration" : "missing-migration",
        null,
        0,
        0,
        "%s was applied as %s, and no such file is here".formatted(name(standing), row.script()),
        "bring the file back, or run lockstep repair to mark it as deleted");
  }

  private static Fault late(Resolved resolved) {
    FlywayVersion version = Objects.requireNonNull(resolved.version());
    return new Fault(
        "out-of-order",
        resolved.path(),
        0,
        0,
        "version %s is not applied although a higher one is".formatted(version.text()),
        "give it a higher version, allow out-of-order, or ignore it (ignoreMigrationPatterns:"
            + " *:ignored)");
  }

  private @Nullable Fault mismatch(HistoryRow row, Resolved resolved, FlywayState state) {
    FlywayVersion version = row.version();
    boolean belowBaseline = version != null && baseline != null && version.compareTo(baseline) <= 0;
    if (row.delete() || row.undo() || belowBaseline) {
      return null;
    }
    if (!resolved.type().equals(row.presentType())) {
      return changed("type", row, resolved, row.type(), resolved.type());
    }
    boolean compared =
        version != null || (state != FlywayState.OUTDATED && state != FlywayState.SUPERSEDED);
    // A file that could not be read has its own fault and no checksum to compare.
    boolean readable = resolved.checksum() != null || resolved.body() instanceof Resolved.JavaClass;
    if (compared && readable && !resolved.matches(row.checksum())) {
      return changed(
          "checksum",
          row,
          resolved,
          String.valueOf(row.checksum()),
          String.valueOf(resolved.checksum()));
    }
    if (!table.stored(resolved.description()).equals(row.description())) {
      return changed(
          "description",
          row,
          resolved,
          "\"" + row.description() + "\"",
          "\"" + resolved.description() + "\"");
    }
    return null;
  }

  private static Fault changed(
      String what, HistoryRow row, Resolved resolved, String before, String now) {
    FlywayVersion version = row.version();
    return new Fault(
        what + "-changed",
        resolved.path(),
        0,
        0,
        "%s has another %s than when it was applied: %s then, %s now"
            .formatted(
                version == null ? row.script() : "version " + version.text(), what, before, now),
        REPAIR);
  }

  private static String name(Standing standing) {
    FlywayVersion version = standing.version();
    return version == null
        ? "the repeatable migration \"%s\"".formatted(standing.migration().description())
        : "version " + version.text();
  }

  private static Fault fault(
      String rule, Standing standing, String message, @Nullable String nextStep) {
    Resolved resolved = standing.resolved();
    return new Fault(rule, resolved == null ? null : resolved.path(), 0, 0, message, nextStep);
  }
}
