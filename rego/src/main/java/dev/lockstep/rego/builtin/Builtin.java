package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Value;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Is a function that every policy can call.
///
/// @param arity the number of its arguments
public record Builtin(String name, int arity, Work work) {
  /// Does what the function does.
  public sealed interface Work {}

  /// Returns the result; null for none.
  @FunctionalInterface
  public non-sealed interface Pure extends Work {
    @Nullable Value of(Arguments arguments);
  }

  /// Does what depends on more than the arguments.
  @FunctionalInterface
  public non-sealed interface Situated extends Work {
    @Nullable Value of(Arguments arguments, Surroundings surroundings);
  }

  /// Has many results, which are handed over one by one until no more are wanted.
  @FunctionalInterface
  public non-sealed interface Relation extends Work {
    boolean each(Arguments arguments, Predicate<Value> take);
  }

  /// Is not done here, whatever is asked.
  public record Refused(String reason) implements Work {}

  /// Says why a call has no result, which leaves it undefined unless errors are asked for.
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofType;

    Failure(String message, boolean ofType) {
      super(message, null, false, false);
      this.ofType = ofType;
    }

    /// Tells whether an argument has another type than the function takes.
    public boolean isOfType() {
      return ofType;
    }
  }

  /// Is what a function may know beside its arguments.
  public interface Surroundings {
    /// Returns the time of this evaluation, the same all through it.
    ///
    /// *Shape*: nanoseconds since 1970 in UTC.
    long now();

    /// Takes what a policy prints.
    void print(String text);

    /// Takes what a policy says to who watches it.
    void note(String text);

    /// Returns what was made under a key in this evaluation, made now if it was not.
    Object once(String key, java.util.function.Supplier<Object> maker);
  }

  /// Lists functions under a name in front.
  static List<Builtin> all(Builtin... builtins) {
    return List.of(builtins);
  }

  static Builtin pure(String name, int arity, Pure work) {
    return new Builtin(name, arity, work);
  }

  static Builtin situated(String name, int arity, Situated work) {
    return new Builtin(name, arity, work);
  }
}
