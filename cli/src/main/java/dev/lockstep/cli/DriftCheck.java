package dev.lockstep.cli;

import dev.lockstep.cli.Drift.Pardoned;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.migration.Assessment;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.project.DriftSettings.Accepted;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Scratches;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        recorded.isPresent()
            ? cutOff(work)
            : halfDone(snapshot.assessment()).or(() -> Replay.obstacle(snapshot.assessment()));
    if (unknown.isPresent()) {
      return Drift.unknown(work, unknown.get());
    }
    DatabaseSchema expected = recorded.orElseGet(() -> replay.schema(work, snapshot.assessment()));
    DatabaseSchema all = reader.of(work.request().instance());
    SchemaDialect dialect = SupportedSchemas.named(all.dialect());
    DatabaseSchema live = all.without(dialect.scope(List.of(expected)).negate());
    List<Difference> differences = Difference.between(expected, live);
    if (differences.stream().anyMatch(Difference.Added.class::isInstance)) {
      Set<ObjectId> theirs = madeBeside(work);
      live = live.without(id -> theirs.contains(id) && expected.find(id).isEmpty());
      differences = Difference.between(expected, live);
    }
    return judged(work, differences, live, expected);
  }

  private Drift judged(
      Work work, List<Difference> differences, DatabaseSchema live, DatabaseSchema expected) {
    List<Accepted> allowed = workspace.project().drift().accepted(work.instance(), today);
    List<Difference> open = new ArrayList<>();
    List<Pardoned> accepted = new ArrayList<>();
    for (Difference difference : differences) {
      allowed.stream()
          .filter(one -> covers(one.objects(), difference.id(), live, expected))
          .findFirst()
          .ifPresentOrElse(
              by -> accepted.add(new Pardoned(difference, by)), () -> open.add(difference));
    }
    List<ObjectId> left = accepted.stream().map(one -> one.difference().id()).toList();
    List<SchemaChange> revert =
        open.isEmpty()
            ? List.of()
            : SupportedSchemas.named(live.dialect())
                .planner()
                .plan(live.without(left::contains), expected.without(left::contains));
    boolean certain = live.majorVersion() == expected.majorVersion();
    return new Drift(work, open, accepted, revert, "", places(expected), certain);
  }

  private Optional<String> cutOff(Work work) {
    return workspace
            .deployer()
            .read(work, target -> target.ledger().unfinished(work.schema()))
            .stream()
            .anyMatch(Ledger.Unfinished::leftSomething)
        ? Optional.of("its last deployment was cut off between two states; deploy again.")
        : Optional.empty();
  }

  /// While a change is half applied, nothing says what there should be.
  private static Optional<String> halfDone(Assessment assessment) {
    return Stream.concat(assessment.faults().stream(), assessment.warnings().stream())
        .filter(fault -> fault.rule().startsWith("half-applied-change"))
        .findFirst()
        .map(fault -> fault.message() + ".");
  }

  /// Lists what the histories of other schemas make in the same database.
  private Set<ObjectId> madeBeside(Work work) {
    Set<ObjectId> made = new HashSet<>();
    for (Work other : workspace.beside(work)) {
      Optional<DatabaseSchema> recorded = workspace.deployer().recorded(other, null);
      if (recorded.isPresent()) {
        made.addAll(recorded.get().objects().keySet());
        continue;
      }
      Assessment assessment = workspace.deployer().look(other).assessment();
      if (Replay.obstacle(assessment).isEmpty()) {
        made.addAll(replay.schema(other, assessment).objects().keySet());
      }
    }
    return made;
  }

  private static Set<String> places(DatabaseSchema expected) {
    Set<String> places = new TreeSet<>();
    for (ObjectId id : expected.objects().keySet()) {
      String first = id.path().getFirst();
      if (id.path().size() > 1 && expected.find(ObjectId.of("schema", first)).isPresent()) {
        places.add(first);
      }
    }
    return places;
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
