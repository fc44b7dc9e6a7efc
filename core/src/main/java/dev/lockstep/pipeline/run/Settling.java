package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Node.Parallel;
import dev.lockstep.pipeline.Node.Series;
import dev.lockstep.pipeline.Node.Step;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Pipeline.Concurrency;
import dev.lockstep.pipeline.run.Progress.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works one event into a run: goes down from the whole to every part that is not over, lets begin
/// what may, and ends what is done.
final class Settling {
  private final Pipeline pipeline;
  private final Draft draft;
  private final Instant now;
  private final Filling filling;
  private final Steps steps;
  private final Strategies strategies;

  Settling(Pipeline pipeline, Names givens, Draft draft, Instant now) {
    this.pipeline = pipeline;
    this.draft = draft;
    this.now = now;
    this.filling = new Filling(pipeline, givens, draft);
    this.strategies = new Strategies(draft, now, this::end);
    this.steps = new Steps(draft, now, filling, strategies, this::end);
  }

  void take(Event event) {
    steps.hear(event);
    Frame root = Frame.root(pipeline.root());
    if (event instanceof Event.Aborted(String by, String reason)) {
      Progress whole = draft.part(root.key());
      Progress known = whole == null ? Progress.begun(Status.RUNNING, now, null) : whole;
      if (known.stop() != Stop.ABORT) {
        draft.put(
            root.key(),
            known
                .with(new Failure(FailureKind.MARKED, "Ended by " + by + ": " + reason))
                .with(Stop.ABORT));
      }
    }
    if (event instanceof Event.Superseded(String by) && mayBeSuperseded()) {
      Progress whole = draft.part(root.key());
      Progress known = whole == null ? Progress.begun(Status.RUNNING, now, null) : whole;
      draft.put(
          root.key(),
          known
              .with(new Failure(FailureKind.MARKED, "Superseded by " + by + "."))
              .with(Stop.SUPERSEDED));
    }
    settle(root, false, event);
  }

  /// What ends already ends as it was told, and what is taken back is taken back whole.
  private boolean mayBeSuperseded() {
    return draft.parts().values().stream()
        .noneMatch(part ->
            !part.status().isEnd()
                && Set.of(Stop.ABORT, Stop.SUPERSEDED, Stop.ROLLBACK).contains(part.stop()));
  }

  Advance settled() {
    return draft.advance();
  }

  /// @param failed whether something before it in its series failed
  private Status settle(Frame frame, boolean failed, Event event) {
    Progress part = draft.part(frame.key());
    if (part == null) {
      if (isStopping(frame)) {
        return Status.ABORTED;
      }
      part = begin(frame, failed);
    }
    if (part.status().isEnd()) {
      return part.status();
    }
    if (!frame.isRound() && frame.node().about().loop() != null) {
      return loop(frame, part, event);
    }
    return switch (frame.node()) {
      case Step step -> steps.settle(frame, step, part);
      case Series series -> series(frame, series, part, event);
      case Parallel parallel -> parallel(frame, parallel, part, event);
    };
  }

  /// Tells whether nothing new may begin at a place.
  private boolean isStopping(Frame frame) {
    boolean takingBack = false;
    for (Frame around : frame.all().toList()) {
      Progress part = draft.part(around.key());
      Stop stop = part == null ? Stop.NO : part.stop();
      if (stop == Stop.ABORT
          || stop == Stop.SUPERSEDED
          || stop == Stop.TIMEOUT
          || (!takingBack && (stop == Stop.ROLLBACK || stop == Stop.AGAIN))) {
        return true;
      }
      takingBack |= around.node().about().id().equals(Run.ROLLBACK);
    }
    return false;
  }

  private Progress begin(Frame frame, boolean failed) {
    Node.About about = frame.node().about();
    if (!frame.isRound()) {
      Filling.Answer<Boolean> runs = filling.runs(frame, failed);
      if (runs.failure() != null) {
        return broken(frame, runs.failure());
      }
      if (!Boolean.TRUE.equals(runs.value())) {
        return put(frame, Progress.begun(Status.SKIPPED, now, null).ended(Status.SKIPPED, now));
      }
      if (about.loop() != null) {
        Filling.Answer<Progress> rounds = filling.rounds(frame, about.loop(), now);
        return rounds.value() == null
            ? broken(frame, rounds.failure())
            : put(frame, rounds.value());
      }
    }
    return switch (frame.node()) {
      case Step step -> steps.begin(frame, step);
      case Parallel _ -> put(frame, Progress.begun(Status.RUNNING, now, due(about)));
      case Series series -> begin(frame, series);
    };
  }

  private Progress begin(Frame frame, Series series) {
    Progress part = Progress.begun(Status.RUNNING, now, due(series.about()));
    if (series.environment() == null) {
      return put(frame, part);
    }
    Filling.Answer<String> environment = filling.text(frame, series.environment());
    if (environment.value() == null) {
      return broken(frame, environment.failure());
    }
    part = part.told(Filling.fields("environment", Value.of(environment.value())));
    if (pipeline.concurrency() == Concurrency.PARALLEL) {
      return put(frame, part);
    }
    draft.order(new Order.Queue(frame.key(), environment.value()));
    return put(frame, part.with(Status.QUEUED, null));
  }

  private Progress broken(Frame frame, @Nullable Failure failure) {
    put(frame, Progress.begun(Status.RUNNING, now, null));
    strategies.fail(frame, failure == null ? new Failure(FailureKind.UNKNOWN, "unknown") : failure);
    return draft.known(frame);
  }

  private @Nullable Instant due(Node.About about) {
    Duration timeout = about.timeout();
    return timeout == null ? null : now.plus(timeout);
  }

  private Status loop(Frame frame, Progress part, Event event) {
    int most = Filling.most(part);
    int active = 0;
    boolean failed = false;
    List<Value.Fields> rounds = part.rounds();
    for (int i = 0; i < rounds.size(); i++) {
      Frame round = frame.round(i, rounds.get(i));
      Progress known = draft.part(round.key());
      if (known == null && (active >= most || failed || isStopping(round))) {
        // After a failure nothing else begins: what went wrong once may go wrong a thousand times.
        continue;
      }
      Status status = settle(round, false, event);
      active += status.isEnd() ? 0 : 1;
      failed |= status.isFailure();
    }
    if (isStopping(frame) || active > 0) {
      return Status.RUNNING;
    }
    return end(frame, failed ? Status.FAILED : Status.SUCCEEDED);
  }

  private Status parallel(Frame frame, Parallel parallel, Progress part, Event event) {
    if (isLate(part)) {
      draft.put(frame.key(), part.with(Stop.TIMEOUT));
    }
    boolean failed = false;
    boolean over = true;
    for (Node node : parallel.nodes()) {
      Status status = settle(frame.child(node), false, event);
      over &= status.isEnd();
      failed |= status.isFailure();
    }
    if (draft.known(frame).stop() != Stop.NO) {
      return stopped(frame, event);
    }
    if (isStopping(frame) || !over) {
      return Status.RUNNING;
    }
    return end(frame, failed ? Status.FAILED : Status.SUCCEEDED);
  }

  private Status series(Frame frame, Series series, Progress known, Event event) {
    Progress part = known;
    if (part.status() == Status.QUEUED && event.equals(new Event.Turn(frame.key()))) {
      part = put(frame, part.with(Status.RUNNING, due(series.about())));
    }
    if (part.status() == Status.RETRYING && part.due() != null && !now.isBefore(part.due())) {
      part = put(frame, part.with(Status.RUNNING, due(series.about())));
    }
    if (part.stop() == Stop.NO && part.status() == Status.RUNNING && isLate(part)) {
      part = put(frame, part.with(Stop.TIMEOUT));
    }
    if (part.stop() != Stop.NO) {
      return stopped(frame, event);
    }
    if (part.status() != Status.RUNNING) {
      return part.status();
    }
    boolean failed = false;
    for (Node node : series.nodes()) {
      Status status = settle(frame.child(node), failed, event);
      if (draft.known(frame).stop() != Stop.NO) {
        return stopped(frame, event);
      }
      if (isStopping(frame) || !status.isEnd()) {
        return Status.RUNNING;
      }
      failed |= status.isFailure();
    }
    return end(frame, failed ? Status.FAILED : Status.SUCCEEDED);
  }

  private boolean isLate(Progress part) {
    return part.due() != null && !now.isBefore(part.due());
  }

  /// Ends a part that is to stop, as soon as nothing in it works any more.
  private Status stopped(Frame frame, Event event) {
    Progress part = draft.known(frame);
    boolean takesBack = part.stop() == Stop.ROLLBACK;
    if (!isQuiet(frame, takesBack)) {
      return Status.RUNNING;
    }
    return switch (part.stop()) {
      case NO -> part.status();
      case TIMEOUT -> {
        draft.put(frame.key(), part.with(Stop.NO));
        Duration timeout = frame.node().about().timeout();
        yield strategies.fail(
            frame, new Failure(FailureKind.TIMEOUT, "It took longer than " + timeout + "."));
      }
      case ABORT, SUPERSEDED -> end(frame, Status.ABORTED);
      case AGAIN -> {
        draft.forget(frame.key());
        yield put(frame, part.again(part.due())).status();
      }
      case ROLLBACK -> takeBack(frame, event);
    };
  }

  /// Tells everything within a part to stop, and whether it has.
  ///
  /// @param butRollback whether what takes the part back goes on
  private boolean isQuiet(Frame frame, boolean butRollback) {
    boolean quiet = true;
    for (Frame child : begun(frame, !butRollback)) {
      Progress part = draft.known(child);
      if (part.status().isEnd()) {
        continue;
      }
      if (child.node() instanceof Step step && (child.isRound() || step.about().loop() == null)) {
        quiet &= steps.stop(child, part).isEnd();
      } else if (isQuiet(child, false)) {
        end(child, Status.ABORTED);
      } else {
        quiet = false;
      }
    }
    return quiet;
  }

  /// Lists what has begun directly within a part.
  private List<Frame> begun(Frame frame, boolean rollback) {
    Progress part = draft.known(frame);
    List<Frame> inner =
        !frame.isRound() && frame.node().about().loop() != null
            ? numbered(frame, part.rounds())
            : switch (frame.node()) {
              case Step _ -> List.<Frame>of();
              case Parallel(_, List<Node> nodes) -> nodes.stream().map(frame::child).toList();
              case Series series -> {
                List<Frame> children = new ArrayList<>();
                series.nodes().forEach(node -> children.add(frame.child(node)));
                if (rollback) {
                  children.add(frame.rollback(Strategies.rollback(series)));
                }
                yield children;
              }
            };
    return inner.stream().filter(child -> draft.part(child.key()) != null).toList();
  }

  private static List<Frame> numbered(Frame frame, List<Value.Fields> rounds) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      frames.add(frame.round(i, rounds.get(i)));
    }
    return frames;
  }

  private Status takeBack(Frame frame, Event event) {
    Series series = (Series) frame.node();
    Status status =
        series.kind() == Node.Kind.PIPELINE
            ? takeBackStages(frame, event)
            : settle(frame.rollback(Strategies.rollback(series)), false, event);
    if (!status.isEnd()) {
      return Status.RUNNING;
    }
    return draft.known(frame).stop() == Stop.ABORT
        ? stopped(frame, event)
        : end(frame, Status.FAILED);
  }

  /// Takes the stages back that have begun, the last one first.
  private Status takeBackStages(Frame frame, Event event) {
    List<Frame> stages =
        begun(frame, false).stream()
            .flatMap(stage -> stages(stage).stream())
            .filter(stage -> draft.known(stage).status() != Status.SKIPPED)
            .toList();
    for (Frame stage : stages.reversed()) {
      Series series = (Series) stage.node();
      Status status = settle(stage.rollback(Strategies.rollback(series)), false, event);
      if (!status.isEnd()) {
        return status;
      }
    }
    return Status.SUCCEEDED;
  }

  /// Finds the stages in a part of the whole, which may be several side by side or in a loop.
  private List<Frame> stages(Frame frame) {
    boolean loops = !frame.isRound() && frame.node().about().loop() != null;
    if (!loops && frame.node() instanceof Series) {
      return List.of(frame);
    }
    return begun(frame, false).stream().flatMap(inner -> stages(inner).stream()).toList();
  }

  private Status end(Frame frame, Status status) {
    Progress part = draft.known(frame);
    draft.put(frame.key(), part.ended(status, now));
    if (frame.node() instanceof Series series
        && series.environment() != null
        && part.settings().values().get("environment") instanceof Value.Text(String environment)
        && pipeline.concurrency() != Concurrency.PARALLEL) {
      draft.order(new Order.Leave(frame.key(), environment));
    }
    return status;
  }

  private Progress put(Frame frame, Progress part) {
    draft.put(frame.key(), part);
    return part;
  }
}
