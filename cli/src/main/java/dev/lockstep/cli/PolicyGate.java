package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Decision;
import dev.lockstep.deploy.Decision.Said;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.StatementHash;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.project.PolicySet;
import dev.lockstep.rego.value.Value;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has the policies of a project judge plans.
///
/// *Shape*: policies are read where `lockstep.yaml` is, in the working tree, whatever an instance
/// is pinned to and `--ref` names: no branch weakens its own gate. Whatever hinders the judging of
/// a set that blocks denies.
final class PolicyGate implements PolicyGuard {
  private final CommandContext context;
  private final Workspace workspace;
  private final Set<String> named;
  private final Map<PolicySet, LoadedPolicies> loaded = new HashMap<>();
  private final Map<Work, LintResult> reviews = new HashMap<>();

  /// @param named sets that judge whatever this is about, wherever they hold otherwise
  ///
  ///   *Errors*: `USAGE` for a set that the project has not.
  PolicyGate(CommandContext context, Workspace workspace, Collection<String> named) {
    this.context = context;
    this.workspace = workspace;
    this.named = Set.copyOf(named);
    List<String> known = workspace.project().policies().stream().map(PolicySet::name).toList();
    for (String name : this.named) {
      if (!known.contains(name)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no set of policies " + Console.safe(name) + ".",
            "Name one of " + String.join(", ", known) + " under policies: in lockstep.yaml.");
      }
    }
  }

  /// Takes what the review said of pending plans just now, so that it is not asked again.
  void reviewed(Map<Work, LintResult> results) {
    reviews.putAll(results);
  }

  @Override
  public boolean judges(Work work) {
    return !sets(work).isEmpty();
  }

  private List<PolicySet> sets(Work work) {
    return workspace.project().policies().stream()
        .filter(set -> named.contains(set.name()) || set.judges(work.request().instance()))
        .toList();
  }

  /// One after the other: each may need a scratch database, and its memory.
  @Override
  public synchronized List<Decision> judge(
      Snapshot now, Ledger.Kind kind, List<PlannedMigration> steps) {
    List<PolicySet> sets = sets(now.work());
    if (sets.isEmpty() || steps.isEmpty()) {
      return List.of();
    }
    context.console().progress(now.work().instance() + ": asking policies");
    Asked asked = new Asked(now, kind, steps);
    PolicyPrints prints = new PolicyPrints(context.console(), now.work().instance());
    List<Decision> decisions = new ArrayList<>();
    for (PolicySet set : sets) {
      try {
        LoadedPolicies policies =
            loaded.computeIfAbsent(set, one -> LoadedPolicies.of(one, workspace.checkedOut()));
        sayWhose(policies, now.work());
        decisions.add(policies.judge(asked.input(set.rehearses()), asked.exemptions(set), prints));
      } catch (LockstepException e) {
        decisions.add(failed(set, e));
      }
    }
    return decisions;
  }

  /// Says whose policies judge where the changes are from elsewhere.
  private void sayWhose(LoadedPolicies policies, Work work) {
    FileTree own = workspace.checkedOut();
    String changes = work.request().files().description();
    if (!own.description().equals(changes)) {
      context
          .console()
          .noteOnce(
              "Policies %s judge as they are in the %s%s, version %s, whatever %s says."
                  .formatted(
                      Console.safe(policies.set().name()),
                      own.description(),
                      own.commit().map(id -> " on " + id.substring(0, 7)).orElse(""),
                      policies.version().substring(0, 8),
                      Console.safe(changes)));
    }
  }

  private static Decision failed(PolicySet set, LockstepException why) {
    String first =
        why.faults().size() > 1 ? ", the first is\n" + why.faults().getFirst().describe() : "";
    return new Decision(
        set.name(),
        "",
        "",
        List.of(
            new Said(
                "",
                LoadedPolicies.failed(set),
                "it cannot judge: " + why.getMessage() + first,
                null)));
  }

  /// Writes what policies are asked about.
  ///
  /// @param rehearsed whether to rehearse the plan for it
  Json.Node input(Snapshot now, Ledger.Kind kind, List<PlannedMigration> steps, boolean rehearsed) {
    return new Asked(now, kind, steps).json(rehearsed);
  }

  /// Is what is judged, as policies read it, with its hash.
  record Input(Value value, String hash) {}

  /// Is one plan with what is found out about it, each once, however many sets judge it.
  private final class Asked {
    private final Snapshot now;
    private final Ledger.Kind kind;
    private final List<PlannedMigration> steps;
    private final Map<Boolean, Input> inputs = new HashMap<>();
    private @Nullable PolicyInput found;

    Asked(Snapshot now, Ledger.Kind kind, List<PlannedMigration> steps) {
      this.now = now;
      this.kind = kind;
      this.steps = steps;
    }

    Input input(boolean rehearsed) {
      Input known = inputs.get(rehearsed);
      if (known == null) {
        String text = Json.write(json(rehearsed));
        known = new Input(dev.lockstep.rego.value.Json.read(text), StatementHash.of(text));
        inputs.put(rehearsed, known);
      }
      return known;
    }

    Exemptions exemptions(PolicySet set) {
      return new Exemptions(
          set.exemptions(),
          now.work().instance(),
          PlanWords.of(input(set.rehearses()).value()),
          LocalDate.now(ZoneOffset.UTC));
    }

    Json.Node json(boolean rehearsed) {
      Rehearsed rehearsal =
          rehearsed && kind == Ledger.Kind.DEPLOY && !steps.isEmpty() ? rehearse(now.work()) : null;
      return found()
          .with(rehearsal == null ? null : rehearsal.json(now.work()))
          .json(now, kind, steps, statements(now.work(), effects(rehearsal)));
    }

    private PolicyInput found() {
      PolicyInput known = found;
      if (known == null) {
        known =
            new PolicyInput(
                workspace.project().name(),
                context.invocation().who(),
                Instant.now(),
                kind == Ledger.Kind.DEPLOY ? review(now) : null,
                new SchemaReader(context, () -> workspace, Scratches.embedded())
                    .sizes(now.work().instance()),
                workspace.commitsBehind(now),
                context.invocation().approvals(),
                null);
        found = known;
      }
      return known;
    }
  }

  /// Lists what a plan loses for good, or may lose since nobody can tell.
  List<Json.Node> destroying(Work work, List<PlannedMigration> steps) {
    return statements(work, Map.of()).destroying(steps);
  }

  private Rehearsed rehearse(Work work) {
    context.console().progress(work.instance() + ": rehearsing for policies");
    try (Scratches scratches = context.wiring().get().scratches()) {
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      return Rehearsed.of(context, reader, scratches, work, /* sample= */ 0);
    }
  }

  /// Returns what was seen of statements, by their texts.
  private static Map<String, Json.Node> effects(@Nullable Rehearsed rehearsal) {
    Map<String, Json.Node> effects = new HashMap<>();
    if (rehearsal != null) {
      rehearsal.changes().stream()
          .flatMap(tried -> rehearsal.report(tried).stream())
          .forEach(report -> effects.putAll(report.byText()));
    }
    return effects;
  }

  private PolicyStatements statements(Work work, Map<String, Json.Node> effects) {
    String dialect = work.request().schema().dialect();
    String place = work.request().instance().connection().schema();
    if (!LintLanguages.reviews(dialect)) {
      return new PolicyStatements(null, place, effects);
    }
    Language language =
        new LintLanguages(context.wiring().get()::splitter).of(dialect, /* version= */ "");
    String usual = language.defaultSchema().isEmpty() ? null : language.defaultSchema();
    return new PolicyStatements(language.reader(), place == null ? usual : place, effects);
  }

  private @Nullable LintResult review(Snapshot now) {
    LintResult known = reviews.get(now.work());
    if (known != null) {
      return known;
    }
    return new LintProject(
            context, workspace, Scratches.embedded(), new LintRules(List.of(), Map.of()), "")
        .pending(List.of(new Outcome<>(now.work(), now, null)), _ -> true)
        .get(now.work());
  }
}
