package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Shows the exact statements that would run.
final class PlanWork implements Work {
  /// What expressions and people can still handle.
  private static final int MOST_SQL = 1 << 20;

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    Command command = new Command(job);
    Command.Answer answer = command.onTargets("plan", List.of());
    return command.outcome(answer, output(answer.list("plans")));
  }

  /// Sums plans up: `changes`, `statements`, `sqlCommands`, and `planHash` where there is one plan.
  static Value.Fields output(List<Value.Fields> plans) {
    List<Value.Fields> changes =
        plans.stream().flatMap(plan -> Looking.list(plan, "migrations").stream()).toList();
    List<Value.Fields> statements =
        changes.stream().flatMap(change -> Looking.list(change, "statements").stream()).toList();
    String sql =
        statements.stream()
            .map(statement -> Looking.text(statement, "sql") + ";\n")
            .collect(Collectors.joining());
    Output output =
        new Output()
            .with("changes", changes.size())
            .with("statements", statements.size())
            .with(
                "sqlCommands",
                sql.length() <= MOST_SQL
                    ? sql
                    : sql.substring(0, MOST_SQL) + "\n-- and more, which was left out\n");
    if (plans.size() == 1) {
      output.with("planHash", Looking.text(plans.getFirst(), "planHash"));
    }
    return output.fields();
  }
}
