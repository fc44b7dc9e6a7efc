package dev.lockstep.steps;

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
    return plans.stream().flatMap(plan -> Answers.list(plan, key).stream());
  }

  private List<Value.Fields> found(String severity) {
    return plans.stream()
        .flatMap(plan -> Answers.at(plan, "review"))
        .flatMap(review -> Answers.list(review, "findings").stream())
        .filter(finding -> Answers.text(finding, "severity").equals(severity))
        .toList();
  }

  /// Says which findings of the review stop the change.
  Optional<String> findings() {
    if (gates.findings() == Findings.NONE) {
      return Optional.empty();
    }
    boolean reviewed =
        plans.stream()
            .filter(plan -> !Answers.list(plan, "migrations").isEmpty())
            .allMatch(plan -> Answers.at(plan, "review").findAny().isPresent());
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
                    Answers.text(finding, "rule"),
                    Answers.text(finding, "message"),
                    Answers.text(finding, "file"),
                    Answers.text(finding, "startLine")));
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
            .flatMap(instance -> Answers.list(instance, "changes").stream())
            .toList();
    List<String> untried =
        answer.list("instances").stream()
            .map(instance -> Answers.text(instance, "error"))
            .filter(error -> !error.isEmpty())
            .toList();
    rehearsal = RehearseWork.output(changes);
    if (changes.isEmpty() || !untried.isEmpty()) {
      return Optional.of(
          "It could not be rehearsed, which its environment demands"
              + (untried.isEmpty() ? "." : ": " + untried.getFirst()));
    }
    return changes.stream()
        .filter(change -> stops(Answers.text(change, "verdict")))
        .findFirst()
        .map(change ->
            "The rehearsal of %s says %s: %s"
                .formatted(
                    Answers.text(change, "id"), Answers.text(change, "verdict"), why(change)));
  }

  private static String why(Value.Fields change) {
    String reason = Answers.text(change, "reason");
    return reason.isEmpty() ? String.join("; ", Answers.texts(change, "losses")) : reason;
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
                        Answers.text(one, "file"),
                        Answers.text(one, "line"),
                        Answers.text(one, "what")))
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
            .map(one -> Answers.text(one, "policies") + ": " + Answers.text(one, "verdict"))
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
                        .with("instance", Answers.text(plan, "instance"))
                        .with("planHash", Answers.text(plan, "planHash"))
                        .with("changes", Answers.list(plan, "migrations").size())
                        .fields())
                .toList()));
    String sql =
        within("migrations")
            .flatMap(change -> Answers.list(change, "statements").stream())
            .map(statement -> Answers.text(statement, "sql") + ";\n")
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
