package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.Pipeline;
import java.time.Instant;
import java.util.List;

/// Tells what an event makes of a run.
///
/// *Shape*: the same run, event and time give the same answer, whoever asks. A run that is over
/// stays as it is.
public final class Machine {
  private final Pipeline pipeline;
  private final Names givens;

  /// @param givens what expressions can ask besides the run: `trigger`, `secrets`, `inputs` and
  ///   what else is known when it begins
  public Machine(Pipeline pipeline, Names givens) {
    this.pipeline = pipeline;
    this.givens = givens;
  }

  /// Returns the run after an event.
  public Advance advance(Run run, Event event, Instant now) {
    if (run.isOver()) {
      return new Advance(run, List.of(), List.of(), List.of());
    }
    Settling settling = new Settling(pipeline, givens, new Draft(run), now);
    settling.take(event);
    return settling.settled();
  }
}
