package dev.lockstep.engines.declarative;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.migration.Direction;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.Execution.TransactionMode;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.migration.Reversal;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.SchemaPlan.Step;
import dev.lockstep.scratch.SchemaPlan.Stretch;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Makes a planned migration out of the way from one state to another.
///
/// @param takenBack what was made by hand and does not stay
record PlanToMigration(
    Dialect dialect, EngineRequest request, Places places, Set<ObjectId> takenBack) {

  /// @param number of the state that comes, or goes
  PlannedMigration migration(
      SchemaPlan plan, Direction direction, long number, List<RowWrite> history) {
    List<PlannedStatement> statements = new ArrayList<>();
    if (needsPreparation(plan)) {
      SupportedSchemas.named(dialect.name())
          .preparation()
          .forEach(sql -> statements.add(statement(sql, folder())));
    }
    for (Stretch stretch : plan.stretches()) {
      if (stretch.ownTransaction()) {
        statements.add(statement("BEGIN", folder()));
      }
      stretch.steps().forEach(step -> statements.addAll(statements(plan, step)));
      if (stretch.ownTransaction()) {
        statements.add(statement("COMMIT", folder()));
      }
    }
    // Another way is another change: what an earlier one left half done, this one has looked at.
    String id = number + "-" + PlannedStatement.shortHash(statements);
    return new PlannedMigration(
        new Migration(
            id,
            String.valueOf(number),
            description(plan, direction),
            direction == Direction.APPLY ? MigrationKind.VERSIONED : MigrationKind.UNDO,
            folder(),
            // The plan holds for exactly this state, and so does its hash.
            plan.from().fingerprint()),
        direction,
        statements,
        new Execution.Direct(mode(plan, statements)),
        history,
        new Reversal.Recorded(),
        plan.losses());
  }

  private static String description(SchemaPlan plan, Direction direction) {
    return direction != Direction.APPLY
        ? "as it was before"
        : plan.isEmpty() ? "what is there, recorded as it is" : "as the files say";
  }

  private List<PlannedStatement> statements(SchemaPlan plan, Step step) {
    return SupportedSchemas.named(dialect.name()).withinTransaction(List.of(step.sql())).stream()
        .map(sql -> statement(sql, place(plan, step.change().object())).noting(notes(step)))
        .toList();
  }

  /// What a whole change has to say stands at its first statement.
  private List<String> notes(Step step) {
    List<String> notes = new ArrayList<>();
    if (step.sql().equals(step.change().statements().getFirst())) {
      if (takenBack.contains(step.change().object())) {
        notes.add("Takes back what no deployment recorded");
      }
      step.change().failsIf().forEach(failure -> notes.add("Fails if " + failure));
    }
    step.effect().flatMap(Effect::burden).ifPresent(notes::add);
    return notes;
  }

  private static boolean needsPreparation(SchemaPlan plan) {
    return plan.steps().stream()
        .map(Step::change)
        .anyMatch(change ->
            change.action() != Action.DROP
                && List.of("function", "procedure").contains(change.object().kind()));
  }

  /// The online forms share no transaction: their locks would be held to its end.
  private static TransactionMode mode(SchemaPlan plan, List<PlannedStatement> statements) {
    return plan.steps().stream().map(Step::change).anyMatch(SchemaChange::runsOnline)
        ? TransactionMode.PER_STATEMENT
        : TransactionMode.of(statements);
  }

  private SourceLocation folder() {
    return new SourceLocation(request.schema().locations().getFirst());
  }

  private SourceLocation place(SchemaPlan plan, ObjectId id) {
    DatabaseSchema within = plan.to().find(id).isPresent() ? plan.to() : plan.from();
    return places.of(id, within).orElseGet(this::folder);
  }

  private PlannedStatement statement(String sql, SourceLocation place) {
    return PlannedStatement.generated(sql, place, dialect.splitter());
  }
}
