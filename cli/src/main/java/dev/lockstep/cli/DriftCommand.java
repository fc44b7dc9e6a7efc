package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.diff.Difference;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Scratches;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Looks whether databases hold what their histories made.
@Command(
    name = "drift",
    addMethodSubcommands = false,
    description = {
      "Look whether databases hold what the changes recorded in them make, and nothing else.",
      "The recorded changes run again on a scratch database, and both are compared. Reads only."
          + " Exit code 1 when there is a difference."
    })
final class DriftCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public String name() {
    return "drift";
  }

  /// Is what came of one instance: either differences, or the reason why it cannot be told.
  private record Drift(
      Work work, List<Difference> differences, List<SchemaChange> revert, String unknown) {}

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    try (Scratches scratches = Scratches.embedded()) {
      Replay replay = new Replay(scratches, context.wiring().get());
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      // One after the other: each needs a database of the one scratch server, and its memory.
      List<Outcome<Drift>> outcomes =
          new FanOut(1, true)
              .run(
                  workspace.select(),
                  work -> {
                    context.console().progress(work.instance());
                    return drift(workspace, replay, reader, work);
                  },
                  _ -> false);
      if (options.json()) {
        context.console().line(Json.write(json(outcomes)));
      } else {
        print(context.console(), outcomes);
      }
      return Outcomes.exitCode(
          context,
          outcomes,
          drift ->
              drift.differences().isEmpty() && drift.unknown().isEmpty()
                  ? ExitCode.DONE
                  : ExitCode.CHECK_FAILED);
    }
  }

  private static Drift drift(Workspace workspace, Replay replay, SchemaReader reader, Work work) {
    Snapshot snapshot = workspace.deployer().look(work);
    Optional<DatabaseSchema> recorded = workspace.deployer().recorded(work);
    Optional<String> unknown =
        recorded.isPresent() ? Optional.empty() : Replay.obstacle(snapshot.assessment());
    if (unknown.isPresent()) {
      return new Drift(work, List.of(), List.of(), unknown.get());
    }
    DatabaseSchema expected = recorded.orElseGet(() -> replay.schema(work, snapshot.assessment()));
    DatabaseSchema all = reader.of(work.request().instance());
    DatabaseSchema live =
        recorded.isPresent()
            ? all.without(SupportedSchemas.named(all.dialect()).scope(List.of(expected)).negate())
            : all;
    return new Drift(
        work,
        Difference.between(expected, live),
        SupportedSchemas.named(live.dialect()).planner().plan(live, expected),
        "");
  }

  private static void print(Console console, List<Outcome<Drift>> outcomes) {
    for (Outcome<Drift> outcome : outcomes) {
      Drift drift = outcome.result();
      if (drift == null) {
        continue;
      }
      List<Difference> seen = withoutParts(drift.differences());
      String instance = drift.work().instance();
      if (!drift.unknown().isEmpty()) {
        console.line(instance + ": it cannot be told: " + Console.safe(drift.unknown()));
      } else if (drift.differences().isEmpty()) {
        console.line(console.style(Style.GREEN, "✓") + " " + instance + ": no drift");
      } else {
        console.line(
            console.style(Style.RED, "✗")
                + " "
                + instance
                + ": "
                + Outcomes.count(seen.size(), "object")
                + " unlike what its history makes");
        seen.forEach(difference -> console.line("  " + words(difference)));
        console.line("");
        console.line("To take it back:");
        drift.revert().stream()
            .flatMap(change -> change.losses().stream())
            .forEach(loss -> console.line("  -- loses " + Console.safe(loss)));
        drift.revert().stream()
            .flatMap(change -> change.statements().stream())
            .forEach(sql -> console.line("  " + Console.safe(sql.replace("\n", "\n  ")) + ";"));
        console.line("To keep it, write a change that does the same, and deploy it.");
      }
    }
  }

  /// Leaves out what came or went with its parent.
  private static List<Difference> withoutParts(List<Difference> differences) {
    Set<ObjectId> whole =
        differences.stream()
            .filter(difference -> !(difference instanceof Difference.Changed))
            .map(Difference::id)
            .collect(Collectors.toSet());
    return differences.stream()
        .filter(difference ->
            switch (difference) {
              case Difference.Added(SchemaObject to) -> isApart(to, whole);
              case Difference.Removed(SchemaObject from) -> isApart(from, whole);
              case Difference.Changed _ -> true;
            })
        .toList();
  }

  private static boolean isApart(SchemaObject object, Set<ObjectId> whole) {
    ObjectId parent = object.parent();
    return parent == null || !whole.contains(parent);
  }

  private static String words(Difference difference) {
    String name = Console.safe(difference.id().toString());
    return switch (difference) {
      case Difference.Added _ -> "+ " + name;
      case Difference.Removed _ -> "- " + name;
      case Difference.Changed changed ->
          "~ " + name + ": " + String.join(", ", changed.attributes()).replace('_', ' ');
    };
  }

  private static Json.Node json(List<Outcome<Drift>> outcomes) {
    return Json.object().put("instances", outcomes.stream().map(DriftCommand::json).toList());
  }

  private static Json.Node json(Outcome<Drift> outcome) {
    Json.Node node =
        Json.object()
            .put("instance", outcome.work().instance())
            .put("schema", outcome.work().schema())
            .put("environment", outcome.work().request().instance().environment());
    Drift drift = outcome.result();
    if (drift == null) {
      return node.put("state", "failed")
          .put(
              "reason",
              String.valueOf(outcome.failure() == null ? "" : outcome.failure().getMessage()))
          .put("differences", List.of())
          .put("revert", List.of());
    }
    String state =
        !drift.unknown().isEmpty() ? "unknown" : drift.differences().isEmpty() ? "none" : "drift";
    return node.put("state", state)
        .put("reason", drift.unknown())
        .put("differences", drift.differences().stream().map(SchemaPlanJson::difference).toList())
        .put(
            "revert",
            drift.revert().stream().flatMap(change -> change.statements().stream()).toList());
  }
}
