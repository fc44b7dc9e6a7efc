package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.FailureStrategy.Action;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Node.Step;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Event.Choice;
import dev.lockstep.pipeline.run.Progress.Stop;
import dev.lockstep.project.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Lets single steps work, wait and end.
final class Steps {
  private final Draft draft;
  private final Instant now;
  private final Filling filling;
  private static final String ENVIRONMENT = "environment";

  /// Is no setting that a file can have.
  private static final String POLICY_SETS = "policySets";

  private final Strategies strategies;
  private final Ending ending;
  private Event event = new Event.Tick();

  Steps(Draft draft, Instant now, Filling filling, Strategies strategies, Ending ending) {
    this.draft = draft;
    this.now = now;
    this.filling = filling;
    this.strategies = strategies;
    this.ending = ending;
  }

  void hear(Event heard) {
    event = heard;
  }

  /// Begins the first try.
  Progress begin(Frame frame, Step step) {
    draft.put(frame.key(), Progress.begun(Status.RUNNING, now, null));
    work(frame, step);
    return draft.known(frame);
  }

  /// Adds the environment of the stage where a step about databases names none, and the sets of
  /// policies that judge it besides those of its target.
  private Value.Fields placed(Frame frame, Step step, Value.Fields settings) {
    SequencedMap<String, Value> more = new LinkedHashMap<>(settings.values());
    if (!step.policySets().isEmpty()) {
      more.put(
          POLICY_SETS, new Value.Items(step.policySets().stream().<Value>map(Value::of).toList()));
    }
    Value environment =
        frame
            .around(Node.Kind.STAGE)
            .map(stage -> draft.known(stage).settings().values().get(ENVIRONMENT))
            .orElse(null);
    if (environment == null
        || !step.type().isAboutDatabases()
        || settings.values().containsKey(ENVIRONMENT)) {
      return new Value.Fields(more);
    }
    more.put(ENVIRONMENT, environment);
    return new Value.Fields(more);
  }

  private Status work(Frame frame, Step step) {
    Filling.Answer<Value.Fields> told = filling.settings(frame, step);
    if (told.value() == null) {
      // It counts as a try, so that retries end.
      draft.put(frame.key(), draft.known(frame).tried(Progress.NONE, null));
      return strategies.fail(frame, told.failureOr("The settings cannot be told."));
    }
    Value.Fields settings = placed(frame, step, told.value());
    Duration timeout = step.about().timeout();
    Instant due = timeout == null ? null : now.plus(timeout);
    Progress part = draft.known(frame).tried(settings, due);
    draft.put(frame.key(), part);
    switch (step.type()) {
      case APPROVAL -> {
        draft.put(frame.key(), part.with(Status.WAITING, due));
        draft.order(new Order.Ask(frame.key()));
      }
      case WAIT -> {
        Duration duration =
            DurationText.parse(Filling.textOf(told.value(), "duration")).orElse(null);
        if (duration == null) {
          return strategies.fail(
              frame,
              new Failure(
                  FailureKind.UNKNOWN,
                  "The duration to wait is written like 10m or 1h 30m, unlike \""
                      + Filling.textOf(told.value(), "duration")
                      + "\"."));
        }
        draft.put(frame.key(), part.with(Status.WAITING, now.plus(duration)));
      }
      default -> draft.order(new Order.Work(frame.key(), part.attempt(), step.type(), settings));
    }
    return draft.known(frame).status();
  }

  Status settle(Frame frame, Step step, Progress part) {
    return switch (part.status()) {
      case RUNNING -> running(frame, step, part);
      case WAITING -> waiting(frame, step, part);
      case RETRYING -> isLate(part) ? work(frame, step) : Status.RETRYING;
      case STALLED -> stalled(frame, step, part);
      case QUEUED, SUCCEEDED, IGNORED, SKIPPED, FAILED, ABORTED -> part.status();
    };
  }

  private Status running(Frame frame, Step step, Progress part) {
    Outcome outcome = outcome(frame, part);
    if (outcome == null) {
      if (isLate(part) && part.stop() == Stop.NO) {
        draft.order(new Order.Stop(frame.key(), part.attempt()));
        draft.put(frame.key(), part.with(part.status(), null).with(Stop.TIMEOUT));
      }
      return Status.RUNNING;
    }
    boolean late = part.stop() == Stop.TIMEOUT;
    draft.put(frame.key(), part.with(Stop.NO));
    return switch (outcome) {
      case Outcome.Succeeded(Value.Fields output) -> judged(frame, step, output);
      case Outcome.Failed(Failure failure, Value.Fields output) -> {
        draft.put(frame.key(), draft.known(frame).with(output));
        yield strategies.fail(frame, late ? late(frame, failure.message()) : failure);
      }
      case Outcome.Unclear(String reason) -> unclear(frame, reason);
      case Outcome.Held(Hold hold) -> held(frame, hold);
      case Outcome.Stopped _ ->
          late
              ? strategies.fail(frame, late(frame, "It was stopped."))
              : ending.end(frame, Status.ABORTED);
    };
  }

  private Status held(Frame frame, Hold hold) {
    draft.put(frame.key(), draft.known(frame).held(hold));
    draft.order(new Order.Ask(frame.key()));
    return Status.WAITING;
  }

  private static Failure late(Frame frame, String message) {
    return new Failure(
        FailureKind.TIMEOUT,
        "It took longer than %s. %s".formatted(frame.node().about().timeout(), message));
  }

  private Status unclear(Frame frame, String reason) {
    Progress part = draft.known(frame).with(new Failure(FailureKind.RUNNER_LOST, reason));
    draft.put(frame.key(), part.with(Status.STALLED, null));
    draft.order(new Order.Ask(frame.key()));
    return Status.STALLED;
  }

  private @Nullable Outcome outcome(Frame frame, Progress part) {
    return event instanceof Event.Ended(String key, int attempt, Outcome outcome)
            && key.equals(frame.key())
            && attempt == part.attempt()
        ? outcome
        : null;
  }

  private Status succeed(Frame frame, Value.Fields output) {
    draft.put(frame.key(), draft.known(frame).with(output));
    return ending.end(frame, Status.SUCCEEDED);
  }

  /// Lets a request succeed if what came back is as it was expected.
  private Status judged(Frame frame, Step step, Value.Fields output) {
    if (step.type() != StepType.HTTP) {
      return succeed(frame, output);
    }
    Filling.Answer<Value.Fields> judged = filling.judged(frame, step.settings(), output);
    if (judged.value() != null) {
      return succeed(frame, judged.value());
    }
    draft.put(frame.key(), draft.known(frame).with(output));
    return strategies.fail(frame, judged.failureOr("It was not expected."));
  }

  private Status waiting(Frame frame, Step step, Progress part) {
    if (step.type() == StepType.APPROVAL
        && event instanceof Event.Voted(String key, Vote vote, _)
        && key.equals(frame.key())) {
      return voted(frame, part, vote);
    }
    Hold hold = part.hold();
    if (hold != null) {
      return atGate(frame, step, part, hold);
    }
    if (!isLate(part)) {
      return Status.WAITING;
    }
    return step.type() == StepType.WAIT
        ? succeed(frame, Progress.NONE)
        : strategies.fail(frame, new Failure(FailureKind.TIMEOUT, "It was not approved in time."));
  }

  /// Lets a step ask its gate again when its time has come or people said enough.
  private Status atGate(Frame frame, Step step, Progress part, Hold hold) {
    if (event instanceof Event.Voted(String key, Vote vote, String content)
        && key.equals(frame.key())
        && (content.isEmpty() || content.equals(hold.content()))) {
      Progress counted = counted(frame, part, vote);
      if (counted == null) {
        return draft.known(frame).status();
      }
      return hold.isApproved(counted.votes()) ? work(frame, step) : Status.WAITING;
    }
    return isLate(part) || event instanceof Event.Look ? work(frame, step) : Status.WAITING;
  }

  /// Counts a vote; null where it ends the waiting, or somebody has voted before.
  private @Nullable Progress counted(Frame frame, Progress part, Vote vote) {
    if (part.votes().stream().anyMatch(earlier -> earlier.by().equals(vote.by()))) {
      return null;
    }
    List<Vote> votes = new ArrayList<>(part.votes());
    votes.add(vote);
    Progress counted = part.with(votes);
    draft.put(frame.key(), counted);
    if (!vote.approves()) {
      String comment = vote.comment().isEmpty() ? "." : ": " + vote.comment();
      strategies.fail(
          frame, new Failure(FailureKind.REJECTION, "Rejected by " + vote.by() + comment));
      return null;
    }
    return counted;
  }

  private Status voted(Frame frame, Progress part, Vote vote) {
    Progress counted = counted(frame, part, vote);
    if (counted == null) {
      return draft.known(frame).status();
    }
    List<Vote> votes = counted.votes();
    long wanted =
        Filling.whole(counted.settings().values().getOrDefault("count", Value.NOTHING), 1);
    if (votes.size() < wanted) {
      return Status.WAITING;
    }
    SequencedMap<String, Value> output = new LinkedHashMap<>();
    output.put("approvers", new Value.Items(votes.stream().map(Vote::by).map(Value::of).toList()));
    SequencedMap<String, Value> inputs = new LinkedHashMap<>();
    votes.forEach(one -> inputs.putAll(one.inputs().values()));
    output.put("approverInputs", new Value.Fields(inputs));
    output.put("count", new Value.Numeral(BigDecimal.valueOf(votes.size())));
    return succeed(frame, new Value.Fields(output));
  }

  private Status stalled(Frame frame, Step step, Progress part) {
    if (event instanceof Event.Chosen(String key, Choice choice, String by)
        && key.equals(frame.key())) {
      return switch (choice) {
        case RETRY -> work(frame, step);
        case IGNORE -> strategies.act(frame, new Action.Ignore());
        case SUCCEED -> strategies.act(frame, new Action.Succeed());
        case FAIL -> {
          draft.put(
              frame.key(),
              part.with(new Failure(FailureKind.MARKED, "Marked as failed by " + by + ".")));
          yield strategies.act(frame, new Action.Fail());
        }
        case ABORT -> strategies.act(frame, new Action.Abort());
        case ROLL_BACK_STAGE -> strategies.act(frame, new Action.RollBackStage());
        case ROLL_BACK_PIPELINE -> strategies.act(frame, new Action.RollBackPipeline());
      };
    }
    return isLate(part) ? strategies.otherwise(frame) : Status.STALLED;
  }

  /// Tells a step to stop; what waits stops at once, what works says so itself.
  Status stop(Frame frame, Progress part) {
    if (part.status() != Status.RUNNING) {
      return ending.end(frame, Status.ABORTED);
    }
    Outcome outcome = outcome(frame, part);
    if (outcome != null) {
      return switch (outcome) {
        case Outcome.Succeeded(Value.Fields output) -> succeed(frame, output);
        case Outcome.Failed(Failure failure, Value.Fields output) -> {
          draft.put(frame.key(), part.with(failure).with(output));
          yield ending.end(frame, Status.FAILED);
        }
        case Outcome.Unclear(String reason) -> {
          draft.put(frame.key(), part.with(new Failure(FailureKind.RUNNER_LOST, reason)));
          yield ending.end(frame, Status.FAILED);
        }
        case Outcome.Held _, Outcome.Stopped _ -> ending.end(frame, Status.ABORTED);
      };
    }
    if (part.stop() == Stop.NO && !isSuperseded(frame)) {
      draft.order(new Order.Stop(frame.key(), part.attempt()));
      draft.put(frame.key(), part.with(Stop.ABORT));
    }
    return Status.RUNNING;
  }

  /// Tells whether what works may come to its end, though nothing else begins.
  private boolean isSuperseded(Frame frame) {
    return draft.known(frame.all().toList().getLast()).stop() == Stop.SUPERSEDED;
  }

  private boolean isLate(Progress part) {
    return part.due() != null && !now.isBefore(part.due());
  }
}
