package dev.lockstep.steps;

import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.gate.Approvals;
import dev.lockstep.gate.Gates;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.steps.Gatehouse.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets a step change databases, or holds it.
///
/// *Shape*: what is let pass is bound to the hash of each plan, so that the command which follows
/// runs what was judged here, or nothing.
final class Gate {
  private final Job job;
  private final Standing standing;
  private final Command command;

  private Gate(Job job) {
    this.job = job;
    this.standing = job.gatehouse().of(job.step());
    this.command = new Command(job);
  }

  /// Says whether a step may go on.
  sealed interface Answer {
    /// @param words that the command must bear
    /// @param approvers who approved it
    /// @param broken who let it pass without
    record Pass(List<String> words, List<String> approvers, @Nullable String broken)
        implements Answer {
      static final Pass FREE = new Pass(List.of(), List.of(), null);
    }

    /// @param outcome of the step
    record Shut(Outcome outcome) implements Answer {}
  }

  /// Asks for a deployment.
  ///
  /// @param words how far
  static Answer deploy(Job job, List<String> words) throws IOException, InterruptedException {
    return new Gate(job).planned(new Planned("deploy", "plan", words));
  }

  /// Asks for a rollback.
  static Answer rollback(Job job, List<String> words) throws IOException, InterruptedException {
    Gate gate = new Gate(job);
    return gate.takesOwnBack()
        ? Answer.Pass.FREE
        : gate.planned(
            new Planned(
                "rollback",
                "rollback",
                Stream.concat(words.stream(), Stream.of("--dry-run")).toList()));
  }

  /// Asks for a change of histories alone.
  static Answer history(Job job, String verb) throws IOException, InterruptedException {
    return new Gate(job).planned(new Planned(verb, "status", List.of()));
  }

  /// Is what is going to be done, and the command that shows it.
  private record Planned(String verb, String shownBy, List<String> words) {
    boolean isDeployment() {
      return verb.equals("deploy");
    }

    boolean isHistory() {
      return shownBy.equals("status");
    }

    String key() {
      return isHistory() ? "instances" : "plans";
    }
  }

  /// Tells whether a failed stage takes back what its own run did, which is no new change.
  private boolean takesOwnBack() {
    String tag = job.text("tag").orElse("");
    return job.step().key().contains("^rollback")
        && tag.startsWith(RollbackWork.BEFORE)
        && standing
            .own()
            .containsAll(List.of(tag.substring(RollbackWork.BEFORE.length()).split(",", -1)));
  }

  private Answer planned(Planned planned) throws IOException, InterruptedException {
    if (standing.gates().isEmpty()) {
      return Answer.Pass.FREE;
    }
    if (standing.broken() != null) {
      return new Answer.Pass(List.of(), List.of(), standing.broken());
    }
    Command.Answer shown = command.onTargets(planned.shownBy(), planned.words());
    List<Value.Fields> plans = shown.list(planned.key());
    if (plans.isEmpty() || shown.stopped()) {
      return new Answer.Shut(command.outcome(shown, Job.NONE));
    }
    Set<String> environments = texts(plans, "environment");
    List<String> gated = environments.stream().filter(standing.gates()::containsKey).toList();
    if (gated.isEmpty()) {
      return Answer.Pass.FREE;
    }
    if (environments.size() > 1) {
      throw StepFailure.told(
          "This step is about the environments %s, and %s has gates. Give each environment a step of its own."
              .formatted(String.join(", ", environments), String.join(", ", gated)));
    }
    if (job.step().again() && !command.left().isEmpty()) {
      // It had passed when it was cut off, and goes on with the same commit.
      return Answer.Pass.FREE;
    }
    if (plans.stream().anyMatch(plan -> Looking.at(plan, "error").findAny().isPresent())) {
      return new Answer.Shut(command.outcome(shown, Job.NONE));
    }
    return asked(planned, plans, gated.getFirst());
  }

  private Answer asked(Planned planned, List<Value.Fields> plans, String environment)
      throws IOException, InterruptedException {
    Gates gates = Objects.requireNonNull(standing.gates().get(environment));
    boolean nothing =
        !planned.isHistory()
            && plans.stream().allMatch(plan -> Looking.list(plan, "migrations").isEmpty());
    if (nothing) {
      return new Answer.Pass(bound(plans), List.of(), null);
    }
    Evidence evidence = new Evidence(job, command, gates, plans);
    Optional<String> refused = unproven(planned, plans, gates).or(evidence::findings);
    if (refused.isPresent()) {
      return shut(refused.get());
    }
    boolean destroys = planned.isHistory() || evidence.destroys();
    Approvals rule = gates.approvals(destroys);
    String content = content(planned, plans, rule);
    Hold before = standing.hold();
    Hold same = before != null && before.content().equals(content) ? before : null;
    if (planned.isDeployment()) {
      Optional<String> unfit = evidence.rehearsed(same);
      if (unfit.isPresent()) {
        return shut(unfit.get());
      }
    }
    return waited(
        new Case(planned, plans, environment, gates, rule, content, same, destroys, evidence));
  }

  private Optional<String> unproven(Planned planned, List<Value.Fields> plans, Gates gates) {
    String after = gates.after();
    if (after == null || planned.verb().equals("rollback")) {
      return Optional.empty();
    }
    return job.text("ref").isPresent()
        ? Optional.of(
            "Its environment wants what went well in %s, so it takes no ref of its own."
                .formatted(after))
        : job.gatehouse().unproven(job.step(), after, texts(plans, "schema"));
  }

  private record Case(
      Planned planned,
      List<Value.Fields> plans,
      String environment,
      Gates gates,
      @Nullable Approvals rule,
      String content,
      @Nullable Hold same,
      boolean destroys,
      Evidence evidence) {}

  private Answer waited(Case one) throws IOException, InterruptedException {
    Instant now = standing.now();
    Approvals rule = one.rule();
    List<Vote> votes =
        one.same() == null ? List.of() : standing.votes().stream().filter(Vote::approves).toList();
    int wanted = rule == null ? 0 : rule.count();
    Instant since = since(one.same(), now);
    Instant expiry = rule == null ? null : since.plus(rule.expires());
    if (expiry != null && !now.isBefore(expiry)) {
      return new Answer.Shut(
          job.failed(FailureKind.TIMEOUT, "It was not approved and begun in time.", Job.NONE));
    }
    Instant opens = one.gates().opens(now).orElse(null);
    if (votes.size() >= wanted && now.equals(opens)) {
      return new Answer.Pass(words(one), votes.stream().map(Vote::by).toList(), null);
    }
    String closed = now.equals(opens) ? "" : one.gates().closed(now);
    String missing = votes.size() >= wanted ? "" : "It waits for " + wanted + " to approve it.";
    String reason =
        Stream.of(closed, missing).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    Instant until =
        Stream.of(Optional.ofNullable(opens).filter(now::isBefore), Optional.ofNullable(expiry))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(null);
    return new Answer.Shut(
        new Outcome.Held(new Hold(one.content(), wanted, until, about(one, reason, since))));
  }

  private List<String> words(Case one) {
    if (one.planned().isHistory()) {
      return List.of();
    }
    // Who approved it saw what it loses.
    return one.destroys() && one.rule() != null
        ? Stream.concat(bound(one.plans()).stream(), Stream.of("--allow-destructive")).toList()
        : bound(one.plans());
  }

  private static List<String> bound(List<Value.Fields> plans) {
    return List.of(
        "--plan="
            + plans.stream()
                .map(plan -> Looking.text(plan, "instance") + "=" + Looking.text(plan, "planHash"))
                .collect(Collectors.joining(",")));
  }

  private Answer shut(String why) {
    return new Answer.Shut(job.failed(FailureKind.POLICY, why, Job.NONE));
  }

  private static Instant since(@Nullable Hold same, Instant now) {
    String since = same == null ? "" : Looking.text(same.about(), "since");
    return since.isEmpty() ? now : Instant.parse(since);
  }

  private Value.Fields about(Case one, String reason, Instant since)
      throws IOException, InterruptedException {
    Output about =
        new Output()
            .with("environment", one.environment())
            .with("reason", reason)
            .with("since", since.toString())
            .with("does", one.planned().verb());
    Approvals rule = one.rule();
    if (rule != null) {
      about
          .with("groups", rule.groups())
          .with("users", rule.users())
          .with("count", rule.count())
          .with("executorMayApprove", rule.byExecutor())
          .with("authorMayApprove", rule.byAuthor())
          .with("authors", authors(one.same()));
    }
    one.evidence().tell(about);
    return about.fields();
  }

  /// Lists who wrote what the databases lack.
  private List<String> authors(@Nullable Hold same) throws IOException, InterruptedException {
    if (same != null) {
      return Looking.texts(same.about(), "authors");
    }
    Set<String> authors = new TreeSet<>(standing.authors());
    command.onTargets("status", List.of()).list("instances").stream()
        .flatMap(instance -> Looking.at(instance, "commitsBehind"))
        .flatMap(behind -> Looking.list(behind, "commits").stream())
        .map(commit -> Looking.text(commit, "author"))
        .forEach(authors::add);
    return List.copyOf(authors);
  }

  /// Names exactly what would be done, and whose approval it needs.
  private String content(Planned planned, List<Value.Fields> plans, @Nullable Approvals rule) {
    String commit = planned.isHistory() ? String.valueOf(job.place().ref()) : "";
    return sha256(
        Stream.concat(
                Stream.of(planned.verb(), commit, String.valueOf(rule)),
                plans.stream()
                    .map(plan ->
                        Looking.text(plan, "instance") + " " + Looking.text(plan, "planHash"))
                    .sorted())
            .collect(Collectors.joining("\n")));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Set<String> texts(List<Value.Fields> plans, String key) {
    return plans.stream()
        .map(plan -> Looking.text(plan, key))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
