package dev.lockstep.rego.eval;

import dev.lockstep.rego.builtin.Builtin.Surroundings;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.value.Budget;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Is one evaluation: what it has used, and what it may use.
final class Run implements Surroundings, Budget.Meter {
  private static final int BETWEEN_LOOKS = 1 << 12;

  private final Limits limits;
  private final boolean strict;
  private final Consumer<String> printer;
  private final @Nullable Consumer<Event> watcher;
  private final long now;
  private final long deadline;
  private final Map<String, Object> made = new HashMap<>();
  private long spent;
  private int depth;
  private long nextLook = BETWEEN_LOOKS;
  private Place place = new Place("", 0, 0);

  /// @param now nanoseconds since 1970
  Run(Evaluation asked, long now) {
    this.limits = asked.limits();
    this.strict = asked.strict();
    this.printer = asked.printer();
    this.watcher = asked.watcher();
    this.now = now;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  boolean isStrict() {
    return strict;
  }

  void at(Place here) {
    place = here;
  }

  Place place() {
    return place;
  }

  boolean isWatched() {
    return watcher != null;
  }

  /// Tells who looks what happens.
  void tell(Event.Kind kind, Place where, String text) {
    Consumer<Event> one = watcher;
    if (one != null) {
      one.accept(new Event(kind, where, depth, text));
    }
  }

  /// Goes into a rule, or out of it.
  void deeper(int by) {
    depth += by;
  }

  /// Counts an element that is kept, of a collection that has so many.
  void keep(int size) {
    spend(1);
    room(size + 1L);
  }

  @Override
  public void room(long elements) {
    if (elements > limits.elements()) {
      refuse("a collection of the policy has more than %,d elements".formatted(limits.elements()));
    }
  }

  @Override
  public void refuse(String message) {
    throw new EvaluationException(EvaluationException.Kind.CANCELLED, message, place);
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public void print(String text) {
    printer.accept(text);
  }

  @Override
  public void note(String text) {
    tell(Event.Kind.NOTE, place, text);
  }

  @Override
  public Object once(String key, Supplier<Object> maker) {
    return made.computeIfAbsent(key, _ -> maker.get());
  }

  @Override
  public void spend(long units) {
    spent = Math.min(spent, Long.MAX_VALUE / 2) + Math.min(units, Long.MAX_VALUE / 2);
    if (spent < nextLook) {
      return;
    }
    nextLook = spent + BETWEEN_LOOKS;
    if (spent > limits.steps()) {
      refuse("the policy takes more than %,d steps".formatted(limits.steps()));
    }
    if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
      refuse("the policy takes longer than %,d ms".formatted(limits.time().toMillis()));
    }
  }
}
