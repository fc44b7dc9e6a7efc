package dev.lockstep.cli;

import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Losses;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.deploy.RollbackRequest;
import dev.lockstep.deploy.WayBack;
import dev.lockstep.deploy.Work;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.source.FileTree;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Proves new files: with them the engine makes what is wanted, on a new database and on one where
/// the earlier changes have run, and takes it back.
///
/// @param work the changes so far
record AuthorProof(Replay replay, Work work) {
  /// Returns the ids of the new changes.
  ///
  /// *Errors*: `VALIDATION_FAILED` naming what differs or fails.
  ///
  /// @param before the ids of the changes so far, in order
  /// @param files with the new ones
  /// @param reversible whether a way back was written
  List<String> prove(List<String> before, FileTree files, SchemaPlan plan, boolean reversible) {
    DatabaseSchema wanted = plan.to();
    EngineRequest request = work.request();
    Work proven =
        new Work(
            new EngineRequest(request.schema(), request.instance(), files, null, request.order()),
            work.settings());
    try (ScratchTarget site = replay.open(proven)) {
      List<String> all = ids(site.pending());
      Set<String> known = new HashSet<>(before);
      List<String> added = all.stream().filter(id -> !known.contains(id)).toList();
      if (added.isEmpty()) {
        throw unproven(
            "none of the new changes would run on " + work.instance() + ".",
            "Look at --context and --labels, and at the contexts of the instance.");
      }
      if (!all.stream().filter(known::contains).toList().equals(before)) {
        throw unproven("with the new files, earlier changes would run in another way.", null);
      }
      Replay.run(site, work, known);
      String position = site.position();
      run(site, "");
      require(site, wanted, "they do not lead to what is wanted");
      if (reversible) {
        back(site, position);
        require(site, plan.from(), "taking them back does not lead back");
      }
      if (!all.subList(before.size(), all.size()).equals(added)) {
        whole(proven, wanted);
      }
      return added;
    } catch (SQLException e) {
      throw Replay.failed(work, String.valueOf(e.getMessage()));
    }
  }

  static List<String> ids(List<PlannedMigration> pending) {
    return pending.stream().map(one -> one.migration().id()).toList();
  }

  /// On a new database not all earlier changes run before the new ones, repeatable ones for
  /// example.
  private void whole(Work proven, DatabaseSchema wanted) {
    try (ScratchTarget site = replay.open(proven)) {
      run(site, "on a new database ");
      require(site, wanted, "on a new database they do not lead to what is wanted");
    } catch (SQLException e) {
      throw Replay.failed(work, String.valueOf(e.getMessage()));
    }
  }

  private static void run(ScratchTarget site, String where) {
    site.run(_ -> true)
        .ifPresent(why -> {
          throw unproven(where + "they fail: " + why, null);
        });
  }

  private static void back(ScratchTarget site, @Nullable String position) {
    DeploymentResult result =
        site.deployer()
            .rollback(
                site.work(),
                new RollbackRequest(
                    null,
                    new RollbackTarget.Position(position),
                    RollbackRequest.Irreversibles.REFUSE,
                    Losses.ACCEPT,
                    WayBack.NONE,
                    null,
                    PolicyGuard.NONE),
                DeploymentListener.SILENT);
    ScratchTarget.failure(result)
        .ifPresent(why -> {
          throw unproven("taking them back fails: " + why, null);
        });
  }

  private void require(ScratchTarget site, DatabaseSchema expected, String what) {
    List<Difference> left = Difference.between(site.schema(), expected);
    if (!left.isEmpty()) {
      throw unproven(
          what
              + ": "
              + left.getFirst().id()
              + (left.size() > 1 ? " and " + (left.size() - 1) + " more differ." : " differs."),
          null);
    }
  }

  private static LockstepException unproven(String why, @Nullable String nextStep) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "The new files were tried on a scratch database and nothing was written: " + why,
        nextStep == null
            ? "Write this change by hand; lockstep diff prints its statements."
            : nextStep);
  }
}
