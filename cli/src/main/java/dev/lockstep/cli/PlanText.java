package dev.lockstep.cli;

import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.sql.StatementTrait;
import java.util.List;

/// Prints plans for people.
final class PlanText {
  private final Console console;

  PlanText(Console console) {
    this.console = console;
  }

  void print(Snapshot snapshot) {
    Assessment assessment = snapshot.assessment();
    head(snapshot.work(), assessment.pending().size(), assessment.whole(), "to apply");
    snapshot
        .assessment()
        .setup()
        .forEach(statement ->
            console.line(
                "   " + console.style(Style.DIM, "history table: ") + firstLine(statement)));
    assessment.whole().forEach(this::migration);
    if (!snapshot.assessment().faults().isEmpty()) {
      console.line("");
      console.line("This plan cannot run:");
      Outcomes.printFaults(console, snapshot.assessment().faults());
    }
    console.line("");
  }

  void print(Work work, RollbackPlan plan) {
    head(work, plan.steps().size(), plan.steps(), "to take back");
    plan.steps().forEach(this::migration);
    if (!plan.irreversible().isEmpty()) {
      console.line("");
      console.line("No way back:");
      plan.irreversible()
          .forEach(item ->
              console.line(
                  console.style(Style.YELLOW, "  ! ")
                      + Console.safe(item.migration().id() + ": " + item.reason())));
    }
    console.line("");
  }

  private void head(Work work, int changes, List<PlannedMigration> migrations, String verb) {
    long statements = migrations.stream().mapToLong(planned -> planned.statements().size()).sum();
    console.line(
        console.style(Style.BOLD, work.instance())
            + ": "
            + Outcomes.count(changes, "change")
            + " "
            + verb
            + ", "
            + Outcomes.count(statements, "statement")
            + " from "
            + Console.safe(work.request().files().description())
            + (migrations.isEmpty() ? "" : ", plan " + PlanHash.of(migrations).substring(0, 12)));
  }

  private void migration(PlannedMigration planned) {
    console.line("");
    console.line(
        console.style(Style.CYAN, "── " + Console.safe(Outcomes.title(planned)))
            + Console.safe(Outcomes.where(planned))
            + console.style(Style.DIM, "  " + how(planned)));
    planned
        .losses()
        .forEach(loss ->
            console.line(console.style(Style.YELLOW, "   ! this loses " + Console.safe(loss))));
    if (planned.reversal() instanceof Reversal.Derived(List<String> missing)) {
      missing.forEach(one ->
          console.line(
              console.style(Style.YELLOW, "   ! this does not bring back " + Console.safe(one))));
    }
    for (PlannedStatement statement : planned.statements()) {
      statement
          .notes()
          .forEach(note ->
              console.line(console.style(Style.YELLOW, "   -- " + Console.safe(note) + ".")));
      String position =
          statement.source().line() > 0 ? "  -- line " + statement.source().line() : "";
      console.line(
          indent(Console.safe(statement.sql().text()) + ";" + console.style(Style.DIM, position)));
    }
  }

  private static String how(PlannedMigration planned) {
    String execution =
        switch (planned.execution()) {
          case Execution.Direct(Execution.TransactionMode mode) ->
              switch (mode) {
                case SINGLE -> "one transaction";
                case PER_STATEMENT ->
                    planned.statements().stream()
                            .anyMatch(one -> one.sql().has(StatementTrait.TRANSACTION_CONTROL))
                        ? "statement by statement, in transactions of its own"
                        : "statement by statement, not in a transaction";
              };
          case Execution.ByEngine(String reason) -> "run by the engine: " + reason;
        };
    if (planned.reversal() instanceof Reversal.Derived) {
      return execution + "; derived";
    }
    return planned.reversal() instanceof Reversal.None(String reason)
            && planned.direction() == dev.lockstep.migration.Direction.APPLY
        ? execution + "; no way back: " + reason
        : execution;
  }

  static String firstLine(String text) {
    String flat = text.strip().replaceAll("\\s+", " ");
    return flat.length() > 90 ? flat.substring(0, 89) + "…" : flat;
  }

  private static String indent(String text) {
    return "   " + text.replace("\n", "\n   ");
  }
}
