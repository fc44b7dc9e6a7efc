package dev.lockstep.pipeline;

import dev.lockstep.expression.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a value that a run is given when it begins.
///
/// *Shape*: `name` is that of the variable, or the path of the place that says `<+input>`.
///
/// @param preset what it is unless the run says something else; null when it must
/// @param allowed what it may be; empty when it may be anything
/// @param pattern a regular expression that it must match; null for none
public record Input(
    String name,
    Type type,
    @Nullable Template preset,
    List<String> allowed,
    @Nullable String pattern,
    String description,
    Place place) {
  public Input {
    allowed = List.copyOf(allowed);
  }

  /// Says what kind of value it is.
  public enum Type {
    TEXT,
    NUMBER,
    /// The name of a secret; its value is never known here.
    SECRET
  }
}
