package dev.lockstep.steps;

import dev.lockstep.error.LockstepException;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Outcome;
import dev.lockstep.runs.StepWorker;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Does the work of all steps, by one [Work] for each type.
public final class StepWorkers implements StepWorker {
  private final Workplaces places;
  private final Tool tool;
  private final Gatehouse gatehouse;
  private final Map<StepType, Work> works = new EnumMap<>(StepType.class);

  /// @param gatehouse knows whether databases may be changed
  /// @param commands whether commands of the shell may run on this machine, with the rights of this
  ///   process
  public StepWorkers(Workplaces places, Tool tool, Gatehouse gatehouse, boolean commands) {
    this.places = places;
    this.tool = tool;
    this.gatehouse = gatehouse;
    works.put(StepType.PLAN, new PlanWork());
    works.put(StepType.REVIEW, new ReviewWork());
    works.put(StepType.POLICY, new PolicyWork());
    works.put(StepType.REHEARSE, new RehearseWork());
    works.put(StepType.DEPLOY, new DeployWork());
    works.put(StepType.ROLLBACK, new RollbackWork());
    works.put(StepType.ROLLBACK_PLAN, new RollbackPlanWork());
    works.put(StepType.TAG, new TagWork());
    works.put(StepType.SNAPSHOT, new SnapshotWork());
    works.put(StepType.DIFF, new DiffWork());
    works.put(StepType.DRIFT, new DriftWork());
    works.put(StepType.VERIFY, new VerifyWork());
    works.put(StepType.RUN, new RunWork(commands));
    works.put(StepType.HTTP, new HttpWork());
    works.put(StepType.AUTHOR, new AuthorWork());
    works.put(StepType.LIQUIBASE, new LiquibaseWork());
    works.put(StepType.FLYWAY, new FlywayWork());
  }

  @Override
  public Outcome work(Try step, BooleanSupplier stopping) {
    Work work = works.get(step.type());
    if (work == null) {
      throw new IllegalStateException(step.type() + " is no work");
    }
    Redaction redaction = new Redaction();
    try {
      return work.work(new Job(step, places.of(step.run()), tool, stopping, redaction, gatehouse));
    } catch (StepFailure failed) {
      return failed(failed.failure().kind(), redaction.of(failed.failure().message()));
    } catch (LockstepException failed) {
      return failed(FailureKind.UNKNOWN, redaction.of(failed.getMessage()));
    } catch (IOException failed) {
      return failed(
          FailureKind.UNKNOWN,
          redaction.of("The machine that ran the step failed: " + failed.getMessage()));
    } catch (InterruptedException ending) {
      // The server ends; whoever goes on looks for what was done until then.
      Thread.currentThread().interrupt();
      throw new Abandoned("The server ended while it worked on " + step.key() + ".");
    }
  }

  private static Outcome failed(FailureKind kind, String message) {
    return new Outcome.Failed(new dev.lockstep.pipeline.run.Failure(kind, message), Job.NONE);
  }
}
