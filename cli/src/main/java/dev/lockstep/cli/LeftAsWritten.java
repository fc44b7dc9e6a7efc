package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says at statements why nothing takes their place, although a rule knows what could.
final class LeftAsWritten {
  /// Why a rule that has remedies has none for a statement.
  private static final Map<String, String> WITHOUT =
      Map.of(
          "index-not-concurrent",
          "the index has no name, is of a partitioned table, or is created with something else",
          "drop-index-not-concurrent",
          "the index is of a partitioned table, or goes together with something else",
          "reindex-not-concurrent",
          "PostgreSQL does this no other way, or it is part of something else",
          "detach-not-concurrent",
          "there is a default partition, or it is part of something else",
          "constraint-validated-at-once",
          "the constraint has no name, is of a partitioned table, or is added with something else",
          "not-null-scans",
          "it is part of a statement that does something else too");

  private LeftAsWritten() {}

  /// Finds why none of the statements of a change can be run in another form.
  static Optional<String> reason(PlannedMigration planned) {
    if (!(planned.execution() instanceof Execution.Direct)) {
      return Optional.of("its engine runs this change itself");
    }
    for (PlannedStatement statement : planned.statements()) {
      String what =
          statement.sql().has(StatementTrait.TRANSACTION_CONTROL)
              ? "begins or ends transactions itself"
              : statement.sql().has(StatementTrait.CHANGES_SESSION)
                  ? "may set something for the session"
                  : statement.sql().kind().startsWith("LOCK") ? "locks tables" : "";
      if (!what.isEmpty()) {
        return Optional.of("line %d %s".formatted(statement.source().line(), what));
      }
    }
    return Optional.empty();
  }

  /// Returns the change with the reasons at its statements.
  ///
  /// @param sure whether an earlier run that was cut off cannot be taken for another one
  static PlannedMigration noted(PlannedMigration planned, List<Finding> found, boolean sure) {
    Optional<String> whole =
        sure
            ? reason(planned)
            : Optional.of("the change takes an index or partition from a partitioned table");
    List<PlannedStatement> statements = new ArrayList<>(planned.statements());
    for (Finding finding : found) {
      String without = WITHOUT.get(finding.rule());
      int at = finding.remedy() == null ? number(planned, finding) : finding.remedy().statement();
      if (without == null || at < 0 || (finding.remedy() != null && whole.isEmpty())) {
        continue;
      }
      List<String> notes = new ArrayList<>(statements.get(at).notes());
      notes.add(
          "As the file says, whatever %s finds: %s"
              .formatted(finding.rule(), finding.remedy() == null ? without : whole.orElse("")));
      statements.set(at, statements.get(at).noting(notes));
    }
    return planned.with(statements);
  }

  /// Returns which statement a finding is about; -1 for none.
  private static int number(PlannedMigration planned, Finding finding) {
    int found = -1;
    for (int i = 0; i < planned.statements().size(); i++) {
      if (planned.statements().get(i).source().line() <= finding.start().line()) {
        found = i;
      }
    }
    return found;
  }
}
