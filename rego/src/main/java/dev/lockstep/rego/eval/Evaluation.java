package dev.lockstep.rego.eval;

import dev.lockstep.rego.compile.Program;
import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.Value;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says what policies are asked about, and how.
///
/// @param input null for none
/// @param data what there is beside rules
/// @param strict whether a function that fails ends the evaluation, and is not just undefined
/// @param printer takes what policies print
/// @param watcher takes what happens; null when nobody looks
public record Evaluation(
    @Nullable Value input,
    Value data,
    Limits limits,
    boolean strict,
    Instant now,
    Consumer<String> printer,
    @Nullable Consumer<Event> watcher) {

  public static Evaluation of(@Nullable Value input, Value data) {
    return new Evaluation(input, data, Limits.USUAL, false, Instant.now(), _ -> {}, null);
  }

  public Evaluation strictly() {
    return new Evaluation(input, data, limits, true, now, printer, watcher);
  }

  public Evaluation within(Limits other) {
    return new Evaluation(input, data, other, strict, now, printer, watcher);
  }

  public Evaluation printing(Consumer<String> other) {
    return new Evaluation(input, data, limits, strict, now, other, watcher);
  }

  /// Has someone look at what happens, which takes time.
  public Evaluation watched(Consumer<Event> other) {
    return new Evaluation(input, data, limits, strict, now, printer, other);
  }

  /// Asks a query; hands over the values of its variables for each solution.
  ///
  /// *Errors*: an [EvaluationException].
  public void run(Program program, Program.Query query, Predicate<@Nullable Value[]> take) {
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    Run run = new Run(this, nanos);
    Evaluator evaluator =
        new Evaluator(run, program.root(), new Documents(input, data, Mask.NONE), Map.of());
    @Nullable Value[] frame = new Value[query.slots()];
    Evaluator.Next found =
        () -> {
          for (Value value : frame) {
            if (value != null) {
              Budget.weigh(value);
            }
          }
          return take.test(frame);
        };
    try {
      Budget.within(run, () -> evaluator.block(query.block(), frame, found));
    } catch (StackOverflowError e) {
      throw new EvaluationException(
          EvaluationException.Kind.CANCELLED, "the policy goes too deep", run.place());
    } catch (OutOfMemoryError e) {
      throw new EvaluationException(
          EvaluationException.Kind.CANCELLED, "the policy needs too much memory", run.place());
    }
  }
}
