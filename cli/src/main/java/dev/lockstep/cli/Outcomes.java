package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.error.Fault;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.MigrationState;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.source.SourceLocation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Words results the same way in all commands, and sums their exit codes.
final class Outcomes {
  private static final Set<MigrationState> APPLIED =
      EnumSet.of(
          MigrationState.APPLIED,
          MigrationState.APPLIED_OUT_OF_ORDER,
          MigrationState.BASELINE,
          MigrationState.OUTDATED,
          MigrationState.MISSING,
          MigrationState.FUTURE);

  private Outcomes() {}

  /// Reports every exception and returns the exit code of the worst outcome.
  static <T> int exitCode(
      CommandContext context, List<Outcome<T>> outcomes, ToIntFunction<T> ofResult) {
    int worst = ExitCode.DONE;
    for (Outcome<T> outcome : outcomes) {
      T result = outcome.result();
      Throwable failure = outcome.failure();
      int code = ExitCode.DONE;
      if (result != null) {
        code = ofResult.applyAsInt(result);
      } else if (failure != null) {
        if (outcomes.size() > 1) {
          context.console().note(outcome.work().instance() + ":");
        }
        code = context.failures().report(failure);
      }
      worst = Math.max(worst, code);
    }
    return worst;
  }

  /// Returns the exit code of everything that only looks.
  static int exitCode(Snapshot snapshot) {
    return snapshot.assessment().faults().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  static long applied(Assessment assessment) {
    return assessment.migrations().stream()
        .filter(status -> APPLIED.contains(status.state()))
        .count();
  }

  static String title(PlannedMigration planned) {
    String description = planned.migration().description();
    return description.isEmpty()
        ? planned.migration().id()
        : planned.migration().id() + " " + description;
  }

  static String where(PlannedMigration planned) {
    SourceLocation source = planned.migration().source();
    return source == null ? "" : "  (" + source + ")";
  }

  static void printFaults(Console console, List<Fault> faults) {
    faults.forEach(fault -> printFault(console, console.style(Style.RED, "  ✗ "), fault));
  }

  private static void printFault(Console console, String mark, Fault fault) {
    console.line(mark + Console.safe(fault.describe()));
    String nextStep = fault.nextStep();
    if (nextStep != null) {
      console.line("    " + Console.safe(nextStep));
    }
  }

  /// Prints the warnings of all instances, each once however many instances have the same files.
  ///
  /// @param most how many to print at most
  static void printWarnings(Console console, List<Outcome<Snapshot>> outcomes, int most) {
    List<Fault> warnings =
        outcomes.stream()
            .map(Outcome::result)
            .filter(Objects::nonNull)
            .flatMap(snapshot -> snapshot.assessment().warnings().stream())
            .distinct()
            .toList();
    if (warnings.isEmpty()) {
      return;
    }
    console.line("");
    console.line(
        count(warnings.size(), "warning") + (warnings.size() > most ? ", the first " + most : ":"));
    warnings.stream()
        .limit(most)
        .forEach(warning -> printFault(console, console.style(Style.YELLOW, "  ! "), warning));
  }

  static String shortCommit(Ledger.Deployment deployment) {
    String commit = deployment.commit();
    if (commit == null) {
      return "-";
    }
    return deployment.fileState().equals("dirty") ? shortened(commit) + "+" : shortened(commit);
  }

  static String shortened(String commit) {
    return commit.length() > 8 ? commit.substring(0, 8) : commit;
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// Writes a duration for people: `12 ms`, `3.4 s`, `2 min 5 s`.
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
