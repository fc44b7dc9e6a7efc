package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.gate.Gates;
import dev.lockstep.gate.Gates.Findings;
import dev.lockstep.pipeline.run.Hold;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is what speaks for a change and against it, for gates and for people who approve.
final class Evidence {
  private static final int MOST_SQL = 1 << 16;
  private static final int MOST_TOLD = 50;
  private static final String REHEARSAL = "rehearsal";

  private final Job job;
  private final Command command;
  private final Gates gates;
  private final List<Value.Fields> plans;
  private Value.@Nullable Fields rehearsal;

  /// @param plans as `lockstep plan` tells them
  Evidence(Job job, Command command, Gates gates, List<Value.Fields> plans) {
    this.job = job;
    this.command = command;
    this.gates = gates;
    this.plans = plans;
  }

  /// Tells whether something is lost for good, or nobody can tell.
  boolean destroys() {
    return within("destroys").findAny().isPresent();
  }

  private Stream<Value.Fields> within(String key) {
    return plans.stream().flatMap(plan -> Looking.list(plan, key).stream());
  }

  private List<Value.Fields> found(String severity) {
    return plans.stream()
        .flatMap(plan -> Looking.at(plan, "review"))
        .flatMap(review -> Looking.list(review, "findings").stream())
        .filter(finding -> Looking.text(finding, "severity").equals(severity))
        .toList();
  }

  /// Says which findings of the review stop the change.
  Optional<String> findings() {
    if (gates.findings() == Findings.NONE) {
      return Optional.empty();
    }
    boolean reviewed =
        plans.stream()
            .filter(plan -> !Looking.list(plan, "migrations").isEmpty())
            .allMatch(plan -> Looking.at(plan, "review").findAny().isPresent());
    if (!reviewed) {
      return Optional.of("It could not be reviewed, which its environment demands.");
    }
    return Stream.concat(
            found("error").stream(),
            gates.findings() == Findings.WARNING ? found("warning").stream() : Stream.of())
        .findFirst()
        .map(finding ->
            "The review found %s: %s (%s:%s)"
                .formatted(
                    Looking.text(finding, "rule"),
                    Looking.text(finding, "message"),
                    Looking.text(finding, "file"),
                    Looking.text(finding, "startLine")));
  }

  /// Rehearses the change where that is demanded, once for the same content, and says why that did
  /// not go well.
  ///
  /// @param same what held this very change before
  Optional<String> rehearsed(@Nullable Hold same) throws IOException, InterruptedException {
    if (!gates.rehearsal() && !gates.wayBack()) {
      return Optional.empty();
    }
    if (same != null && same.about().values().get(REHEARSAL) instanceof Value.Fields known) {
      rehearsal = known;
      return Optional.empty();
    }
    Command.Answer answer = command.onTargets("rehearse", List.of());
    List<Value.Fields> changes =
        answer.list("instances").stream()
            .flatMap(instance -> Looking.list(instance, "changes").stream())
            .toList();
    List<String> untried =
        answer.list("instances").stream()
            .map(instance -> Looking.text(instance, "error"))
            .filter(error -> !error.isEmpty())
            .toList();
    rehearsal = RehearseWork.output(changes);
    if (changes.isEmpty() || !untried.isEmpty()) {
      return Optional.of(
          "It could not be rehearsed, which its environment demands"
              + (untried.isEmpty() ? "." : ": " + untried.getFirst()));
    }
    return changes.stream()
        .filter(change -> stops(Looking.text(change, "verdict")))
        .findFirst()
        .map(RehearseWork::said);
  }

  private boolean stops(String verdict) {
    return switch (verdict) {
      case "reversible" -> false;
      case "reversible-with-loss", "irreversible", "wrong-way-back" -> gates.wayBack();
      default -> true;
    };
  }

  /// Tells people what they are asked to approve.
  void tell(Output about) {
    about.with("changes", within("migrations").count());
    about.with(
        "destroys",
        within("destroys")
            .limit(MOST_TOLD)
            .map(one ->
                "%s:%s %s"
                    .formatted(
                        Looking.text(one, "file"),
                        Looking.text(one, "line"),
                        Looking.text(one, "what")))
            .toList());
    about.with(
        "review",
        new Output()
            .with("errors", found("error").size())
            .with("warnings", found("warning").size())
            .with("notices", found("notice").size())
            .fields());
    about.with(
        "policies",
        within("policies")
            .map(one -> Looking.text(one, "policies") + ": " + Looking.text(one, "verdict"))
            .distinct()
            .toList());
    if (rehearsal != null) {
      about.with(REHEARSAL, rehearsal);
    }
    about.with(
        "plans",
        new Value.Items(
            plans.stream()
                .limit(MOST_TOLD)
                .<Value>map(plan ->
                    new Output()
                        .with("instance", Looking.text(plan, "instance"))
                        .with("planHash", Looking.text(plan, "planHash"))
                        .with("changes", Looking.list(plan, "migrations").size())
                        .fields())
                .toList()));
    String sql =
        within("migrations")
            .flatMap(change -> Looking.list(change, "statements").stream())
            .map(statement -> Looking.text(statement, "sql") + ";\n")
            .distinct()
            .collect(Collectors.joining());
    about.with(
        "sql",
        job.redaction()
            .of(
                sql.length() <= MOST_SQL
                    ? sql
                    : sql.substring(0, MOST_SQL) + "\n-- and more, which was left out\n"));
  }
}
