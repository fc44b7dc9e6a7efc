package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is how far one part of a run has come.
///
/// @param attempt counts tries, from 1; 0 before the first
/// @param due when something happens by itself: a timeout, a retry, the end of a wait; null for
///   never
/// @param stop why what is in it is being ended
/// @param failure the last one; null for none
/// @param settings what a step was told, with all expressions filled in
/// @param rounds what a loop gives to each of its parts; empty for what does not loop
/// @param votes what people said
/// @param held how many of its tries ended at a gate
/// @param hold the last gate that held it; null for none
public record Progress(
    Status status,
    int attempt,
    @Nullable Instant begun,
    @Nullable Instant ended,
    @Nullable Instant due,
    Stop stop,
    @Nullable Failure failure,
    Value.Fields settings,
    Value.Fields output,
    List<Value.Fields> rounds,
    List<Vote> votes,
    int held,
    @Nullable Hold hold) {
  static final Value.Fields NONE = new Value.Fields(Collections.emptyNavigableMap());

  public Progress {
    rounds = List.copyOf(rounds);
    votes = List.copyOf(votes);
  }

  /// Says why what is in a part is being ended.
  public enum Stop {
    NO,
    TIMEOUT,
    ROLLBACK,
    /// Everything in it runs again.
    AGAIN,
    ABORT,
    /// What works may come to its end.
    SUPERSEDED
  }

  static Progress begun(Status status, Instant now, @Nullable Instant due) {
    return new Progress(
        status, 0, now, null, due, Stop.NO, null, NONE, NONE, List.of(), List.of(), 0, null);
  }

  Progress ended(Status end, Instant now) {
    return new Progress(
        end, attempt, begun, now, null, stop, failure, settings, output, rounds, votes, held, hold);
  }

  Progress with(Status other, @Nullable Instant otherDue) {
    return new Progress(
        other, attempt, begun, null, otherDue, stop, failure, settings, output, rounds, votes, held,
        hold);
  }

  /// What was said at a gate stays: the gate tells whether it is still about the same.
  Progress tried(Value.Fields told, @Nullable Instant until) {
    return new Progress(
        Status.RUNNING,
        attempt + 1,
        begun,
        null,
        until,
        stop,
        failure,
        told,
        NONE,
        rounds,
        hold == null ? List.of() : votes,
        held,
        hold);
  }

  Progress held(Hold at) {
    return new Progress(
        Status.WAITING,
        attempt,
        begun,
        null,
        at.until(),
        Stop.NO,
        failure,
        settings,
        output,
        rounds,
        at.kept(hold, votes),
        held + 1,
        at);
  }

  /// Counts the tries that got past all gates.
  int worked() {
    return attempt - held;
  }

  Progress with(Stop reason) {
    return new Progress(
        status, attempt, begun, ended, due, reason, failure, settings, output, rounds, votes, held,
        hold);
  }

  Progress with(Failure reason) {
    return new Progress(
        status, attempt, begun, ended, due, stop, reason, settings, output, rounds, votes, held,
        hold);
  }

  Progress with(Value.Fields result) {
    return new Progress(
        status, attempt, begun, ended, due, stop, failure, settings, result, rounds, votes, held,
        hold);
  }

  Progress told(Value.Fields told) {
    return new Progress(
        status, attempt, begun, ended, due, stop, failure, told, output, rounds, votes, held, hold);
  }

  Progress looping(List<Value.Fields> values) {
    return new Progress(
        status, attempt, begun, ended, due, stop, failure, settings, output, values, votes, held,
        hold);
  }

  Progress again(@Nullable Instant at) {
    return new Progress(
        Status.RETRYING,
        attempt + 1,
        begun,
        null,
        at,
        Stop.NO,
        failure,
        settings,
        NONE,
        List.of(),
        List.of(),
        0,
        null);
  }

  Progress with(List<Vote> said) {
    return new Progress(
        status, attempt, begun, ended, due, stop, failure, settings, output, rounds, said, held,
        hold);
  }
}
