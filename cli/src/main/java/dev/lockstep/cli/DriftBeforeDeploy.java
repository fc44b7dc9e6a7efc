package dev.lockstep.cli;

import dev.lockstep.deploy.DriftGuard;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.DriftSettings.Accepted;
import dev.lockstep.scratch.Scratches;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps deployments from running over differences that no change made.
final class DriftBeforeDeploy implements DriftGuard, AutoCloseable {
  private static final int MOST_NAMED = 10;

  /// What may hinder a look without anything being wrong with the target.
  private static final Set<ErrorCode> IMPOSSIBLE =
      Set.of(ErrorCode.VALIDATION_FAILED, ErrorCode.CONFIGURATION, ErrorCode.RESOURCE_EXHAUSTED);

  private final CommandContext context;
  private final Workspace workspace;
  private final @Nullable Boolean asked;
  private @Nullable Scratches scratches;
  private @Nullable DriftCheck check;

  /// @param asked what the command line says; null when it says nothing
  DriftBeforeDeploy(CommandContext context, Workspace workspace, @Nullable Boolean asked) {
    this.context = context;
    this.workspace = workspace;
    this.asked = asked;
  }

  /// Returns what looks before a deployment; null when nothing does.
  @Nullable DriftGuard guard() {
    if (asked != null) {
      return asked ? this : null;
    }
    return workspace.project().drift().beforeDeploy() ? this : null;
  }

  @Override
  public boolean always() {
    return Boolean.TRUE.equals(asked);
  }

  @Override
  public String terms(Work work) {
    return context.wiring().get().agreements(work.instance()).inForce().stream()
        .map(Accepted::objects)
        .collect(Collectors.joining(", "));
  }

  /// One after the other: each may need a database of the one scratch server, and its memory.
  @Override
  public synchronized Finding look(Work work) {
    context.console().progress(work.instance() + ": looking for drift");
    Drift drift = told(work);
    if (!drift.unknown().isEmpty()) {
      context
          .console()
          .note(
              work.instance()
                  + ": whether it drifted cannot be told: "
                  + Console.safe(drift.unknown()));
    }
    List<String> seen = drift.whole().stream().map(drift.judged()::words).toList();
    boolean spelling = !always() && drift.mayBeSpelling();
    if (spelling && !seen.isEmpty()) {
      context
          .console()
          .note(
              work.instance()
                  + ": these read differently than on the scratch server, which has another major"
                  + " version; lockstep drift shows how: "
                  + Console.safe(words(seen)));
    }
    return new Finding(
        seen.isEmpty() || spelling ? List.of() : List.of(fault(work, seen)),
        drift.places(),
        drift.unknown().isEmpty());
  }

  private Drift told(Work work) {
    try {
      DriftCheck present = check;
      if (present == null) {
        Scratches own = context.wiring().get().scratches();
        present = new DriftCheck(context, workspace, own);
        scratches = own;
        check = present;
      }
      return present.look(work);
    } catch (LockstepException e) {
      if (IMPOSSIBLE.contains(e.code())) {
        return Drift.unknown(work, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static String words(List<String> seen) {
    return seen.stream().limit(MOST_NAMED).collect(Collectors.joining("; "))
        + (seen.size() > MOST_NAMED ? "; and " + (seen.size() - MOST_NAMED) + " more" : "");
  }

  private static Fault fault(Work work, List<String> seen) {
    return new Fault(
        RULE,
        null,
        0,
        0,
        "it holds other things than its history makes: " + words(seen),
        "Take that back (lockstep drift -i %1$s --revert), write it as a change (lockstep author diff -s %2$s --from %1$s), or live with it (drift: accept: in lockstep.yaml); --no-check-drift deploys over it."
            .formatted(work.instance(), work.schema()));
  }

  @Override
  public synchronized void close() {
    if (scratches != null) {
      scratches.close();
    }
  }
}
