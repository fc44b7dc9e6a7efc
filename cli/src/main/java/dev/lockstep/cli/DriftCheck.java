package dev.lockstep.cli;

import dev.lockstep.cli.Drift.Pardoned;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.project.DriftSettings.Accepted;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Scratches;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks whether an instance holds what its history makes.
final class DriftCheck {
  private final Workspace workspace;
  private final Replay replay;
  private final SchemaReader reader;
  private final LocalDate today;

  DriftCheck(CommandContext context, Workspace workspace, Scratches scratches) {
    this.workspace = workspace;
    this.replay = new Replay(scratches, context.wiring().get());
    this.reader = new SchemaReader(context, () -> workspace, scratches);
    this.today = LocalDate.now(ZoneId.systemDefault());
  }

  Drift look(Work work) {
    Snapshot snapshot = workspace.deployer().look(work);
    Optional<DatabaseSchema> recorded = workspace.deployer().recorded(work, null);
    Optional<String> unknown =
        recorded.isPresent() ? Optional.empty() : Replay.obstacle(snapshot.assessment());
    if (unknown.isPresent()) {
      return new Drift(work, List.of(), List.of(), List.of(), unknown.get());
    }
    DatabaseSchema expected = recorded.orElseGet(() -> replay.schema(work, snapshot.assessment()));
    DatabaseSchema all = reader.of(work.request().instance());
    SchemaDialect dialect = SupportedSchemas.named(all.dialect());
    DatabaseSchema live =
        recorded.isPresent() ? all.without(dialect.scope(List.of(expected)).negate()) : all;
    List<Difference> open = new ArrayList<>();
    List<Pardoned> accepted = new ArrayList<>();
    for (Difference difference : Difference.between(expected, live)) {
      pardon(work, difference, live, expected)
          .ifPresentOrElse(
              by -> accepted.add(new Pardoned(difference, by)), () -> open.add(difference));
    }
    List<ObjectId> left = accepted.stream().map(one -> one.difference().id()).toList();
    return new Drift(
        work,
        open,
        accepted,
        open.isEmpty()
            ? List.of()
            : dialect
                .planner()
                .plan(live.without(left::contains), expected.without(left::contains)),
        "");
  }

  private Optional<Accepted> pardon(
      Work work, Difference difference, DatabaseSchema live, DatabaseSchema expected) {
    return workspace.project().drift().accepted().stream()
        .filter(one -> one.instances().isEmpty() || one.instances().contains(work.instance()))
        .filter(one -> one.until() == null || !today.isAfter(one.until()))
        .filter(one -> covers(one.objects(), difference.id(), live, expected))
        .findFirst();
  }

  /// A pattern covers what it names and all that belongs to that.
  private static boolean covers(
      String pattern, ObjectId id, DatabaseSchema live, DatabaseSchema expected) {
    Pattern names = glob(pattern);
    ObjectId at = id;
    while (at != null) {
      String whole = at.toString();
      String bare = whole.substring(at.kind().length() + 1);
      if (names.matcher(whole).matches() || names.matcher(bare).matches()) {
        return true;
      }
      ObjectId here = at;
      at = live.find(here).or(() -> expected.find(here)).map(SchemaObject::parent).orElse(null);
    }
    return false;
  }

  private static Pattern glob(String pattern) {
    StringBuilder text = new StringBuilder();
    for (String part : pattern.split("((?<=\\*)|(?=\\*))")) {
      text.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return Pattern.compile(text.toString(), Pattern.DOTALL);
  }
}
