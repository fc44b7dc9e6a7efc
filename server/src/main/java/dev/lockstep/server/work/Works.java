package dev.lockstep.server.work;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.store.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Gives each step to the worker of its type.
///
/// @param works by type; a step of another type fails
public record Works(Map<StepType, Work> works) implements StepWorker {
  public Works {
    works = Map.copyOf(works);
  }

  /// Is what workers have to work with.
  public record Means(Database database, Entities entities) {}

  /// Returns the workers that there are: one line for each type.
  public static Works all(Means means) {
    return new Works(Map.of());
  }

  @Override
  public Outcome work(Try step, BooleanSupplier stopping) {
    Work work = works.get(step.type());
    return work == null
        ? new Outcome.Failed(
            new Failure(
                FailureKind.UNKNOWN,
                "This server has nobody who works on steps of the type "
                    + step.type().word()
                    + "."),
            new Value.Fields(new LinkedHashMap<>()))
        : work.work(step, stopping);
  }
}
