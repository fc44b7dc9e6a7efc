package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.Node;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is a part of a pipeline at its place in a run: what is around it, by which key it goes, and what
/// the loops around it give.
///
/// @param round what its own loop gives; null where it is in none by itself
record Frame(@Nullable Frame outer, Node node, String key, Value.@Nullable Fields round) {

  static Frame root(Node.Series root) {
    return new Frame(null, root, Run.ROOT, null);
  }

  Frame child(Node child) {
    return new Frame(this, child, Run.below(key, child.about().id()), null);
  }

  /// Returns the part of a loop with a number.
  Frame round(int number, Value.Fields values) {
    return new Frame(this, node, Run.round(key, number), values);
  }

  /// Returns what takes this part back.
  Frame rollback(Node.Series series) {
    return new Frame(this, series, Run.below(key, Run.ROLLBACK), null);
  }

  /// Tells whether it is one of the parts that a loop makes.
  boolean isRound() {
    return round != null;
  }

  /// Finds the series of a kind around it, which may be it.
  Optional<Frame> around(Node.Kind kind) {
    return all()
        .filter(frame -> frame.node instanceof Node.Series series && series.kind() == kind)
        // A loop and what it repeats are the same series; what runs is the part.
        .filter(frame -> frame.isRound() || frame.node.about().loop() == null)
        .findFirst();
  }

  /// Lists it and all around it, the whole among them, the innermost first.
  Stream<Frame> all() {
    Stream.Builder<Frame> frames = Stream.builder();
    for (Frame frame = this; frame != null; frame = frame.outer) {
      frames.add(frame);
    }
    return frames.build();
  }
}
