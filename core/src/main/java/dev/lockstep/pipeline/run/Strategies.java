package dev.lockstep.pipeline.run;

import dev.lockstep.pipeline.FailureStrategy;
import dev.lockstep.pipeline.FailureStrategy.Action;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Node.Step;
import dev.lockstep.pipeline.run.Progress.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Does what failure strategies say.
final class Strategies {
  private final Draft draft;
  private final Instant now;
  private final Ending ending;

  Strategies(Draft draft, Instant now, Ending ending) {
    this.draft = draft;
    this.now = now;
    this.ending = ending;
  }

  /// Returns what takes a series back, as a series.
  static Series rollback(Series of) {
    Node.About about =
        new Node.About(Run.ROLLBACK, "Rollback", of.about().place(), null, List.of(), null, null);
    return new Series(about, Node.Kind.GROUP, null, List.of(), of.rollback(), List.of());
  }

  /// Lets a part fail, and does what the innermost strategy says that is for it.
  Status fail(Frame frame, Failure failure) {
    draft.put(frame.key(), draft.known(frame).with(failure));
    return act(frame, strategy(frame, failure));
  }

  private static Action strategy(Frame frame, Failure failure) {
    for (Frame around : frame.all().toList()) {
      for (FailureStrategy strategy : around.node().about().strategies()) {
        if (strategy.isFor(failure.kind())) {
          return strategy.action();
        }
      }
      if (isRollback(around)) {
        // What takes back is not taken back itself.
        break;
      }
    }
    return new Action.Fail();
  }

  /// Does what was asked for when nobody answered.
  Status otherwise(Frame frame) {
    Failure failure = draft.known(frame).failure();
    return failure != null && strategy(frame, failure) instanceof Action.Ask(_, Action otherwise)
        ? act(frame, otherwise)
        : draft.known(frame).status();
  }

  Status act(Frame frame, Action action) {
    return switch (action) {
      case Action.Fail _ -> ending.end(frame, Status.FAILED);
      case Action.Ignore _ -> ending.end(frame, Status.IGNORED);
      case Action.Succeed _ -> ending.end(frame, Status.SUCCEEDED);
      case Action.Abort _ -> {
        Frame root = frame.all().toList().getLast();
        ending.end(frame, Status.FAILED);
        stop(root, Stop.ABORT);
        yield Status.FAILED;
      }
      case Action.Retry retry -> retry(frame, retry);
      case Action.RollBackGroup _ -> takeBack(frame, Node.Kind.GROUP);
      case Action.RollBackStage _ -> takeBack(frame, Node.Kind.STAGE);
      case Action.RollBackPipeline _ -> takeBack(frame, Node.Kind.PIPELINE);
      case Action.RetryGroup retry -> retry(frame, retry);
      case Action.Ask(Duration patience, _) -> {
        draft.put(frame.key(), draft.known(frame).with(Status.STALLED, now.plus(patience)));
        draft.order(new Order.Ask(frame.key()));
        yield Status.STALLED;
      }
    };
  }

  private Status retry(Frame frame, Action.Retry retry) {
    Progress part = draft.known(frame);
    if (!(frame.node() instanceof Step) || part.worked() > retry.tries()) {
      return act(frame, retry.then());
    }
    draft.put(
        frame.key(), part.with(Status.RETRYING, now.plus(pause(retry.pauses(), part.worked()))));
    return Status.RETRYING;
  }

  private Status retry(Frame frame, Action.RetryGroup retry) {
    Frame group = frame.around(Node.Kind.GROUP).filter(one -> !isRollback(one)).orElse(null);
    if (group == null || draft.known(group).attempt() >= retry.tries()) {
      return act(frame, retry.then());
    }
    Progress part = draft.known(group);
    ending.end(frame, Status.FAILED);
    draft.put(
        group.key(),
        part.with(part.status(), now.plus(pause(retry.pauses(), part.attempt() + 1)))
            .with(Stop.AGAIN));
    return Status.FAILED;
  }

  /// @param attempt from 1
  private static Duration pause(List<Duration> pauses, int attempt) {
    return pauses.isEmpty()
        ? Duration.ZERO
        : pauses.get(Math.max(0, Math.min(attempt, pauses.size()) - 1));
  }

  private Status takeBack(Frame frame, Node.Kind kind) {
    ending.end(frame, Status.FAILED);
    if (frame.all().noneMatch(Strategies::isRollback)) {
      frame
          .around(kind)
          .or(() -> frame.around(Node.Kind.STAGE))
          .ifPresent(series -> stop(series, Stop.ROLLBACK));
    }
    return Status.FAILED;
  }

  private void stop(Frame frame, Stop stop) {
    Progress part = draft.known(frame);
    if (!part.status().isEnd() && part.stop() != Stop.ABORT) {
      draft.put(frame.key(), part.with(stop));
    }
  }

  private static boolean isRollback(Frame frame) {
    return frame.node().about().id().equals(Run.ROLLBACK);
  }
}
