package dev.lockstep.pipeline;

import dev.lockstep.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Says for which values a part runs, each time with one of them.
///
/// @param most how many run at once; null for all
public record Loop(Over over, @Nullable Template most, Place place) {

  /// Is where the values come from.
  public sealed interface Over {
    /// Every combination of the values of some axes, `<+matrix.AXIS>` within.
    ///
    /// @param except combinations that are left out, which need not name each axis
    record Matrix(SequencedMap<String, Setting> axes, List<Map<String, String>> except)
        implements Over {
      public Matrix {
        axes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(axes));
        except = List.copyOf(except);
      }
    }

    /// Each item of a list, `<+repeat.item>` within.
    ///
    /// @param together how many items one of the parts gets, `<+repeat.partition>` within; 0 for
    ///   one item that is no list
    record Each(Setting items, int together) implements Over {}

    /// So many times, `<+strategy.iteration>` within, from 0.
    record Times(Template count) implements Over {}
  }
}
