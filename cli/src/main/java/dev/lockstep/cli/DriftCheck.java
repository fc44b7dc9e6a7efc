package dev.lockstep.cli;

import dev.lockstep.deploy.Agreements;
import dev.lockstep.deploy.Agreements.Agreed;
import dev.lockstep.deploy.Agreements.Judged;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.LeftAlone;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.migration.Assessment;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Scratches;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Looks whether an instance holds what its history makes.
final class DriftCheck {
  private final Workspace workspace;
  private final Replay replay;
  private final SchemaReader reader;
  private final Function<String, Agreements> agreements;

  DriftCheck(CommandContext context, Workspace workspace, Scratches scratches) {
    this.workspace = workspace;
    this.replay = new Replay(scratches, context.wiring().get());
    this.reader = new SchemaReader(context, () -> workspace, scratches);
    this.agreements = context.wiring().get()::agreements;
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
    DatabaseSchema all = reader.of(work.request().instance());
    Replay alike = replay.like(all);
    DatabaseSchema expected = recorded.orElseGet(() -> alike.schema(work, snapshot.assessment()));
    SchemaDialect dialect = SupportedSchemas.named(all.dialect());
    DatabaseSchema live = all.without(dialect.scope(List.of(expected)).negate());
    if (Difference.between(expected, live).stream().anyMatch(Difference.Added.class::isInstance)) {
      Set<ObjectId> theirs = madeBeside(work, alike);
      live = live.without(id -> theirs.contains(id) && expected.find(id).isEmpty());
    }
    return judged(work, live, expected);
  }

  private Drift judged(Work work, DatabaseSchema live, DatabaseSchema expected) {
    Judged judged = agreements.apply(work.instance()).judge(expected, live);
    List<Difference> left = judged.agreed().stream().map(Agreed::difference).toList();
    List<SchemaChange> revert =
        judged.open().isEmpty()
            ? List.of()
            : SupportedSchemas.named(live.dialect())
                .planner()
                .plan(live, LeftAlone.in(expected, live, left));
    boolean certain = live.majorVersion() == expected.majorVersion();
    return new Drift(work, judged, revert, "", places(expected), certain);
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
  private Set<ObjectId> madeBeside(Work work, Replay alike) {
    Set<ObjectId> made = new HashSet<>();
    for (Work other : workspace.beside(work)) {
      Optional<DatabaseSchema> recorded = workspace.deployer().recorded(other, null);
      if (recorded.isPresent()) {
        made.addAll(recorded.get().objects().keySet());
        continue;
      }
      Assessment assessment = workspace.deployer().look(other).assessment();
      if (Replay.obstacle(assessment).isEmpty()) {
        made.addAll(alike.schema(other, assessment).objects().keySet());
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
}
