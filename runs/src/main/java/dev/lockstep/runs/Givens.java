package dev.lockstep.runs;

import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Hidden;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Piece;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives expressions what a run began with, its number, and secrets by their names.
///
/// @param fields such as `trigger`, `inputs`, `pipeline`
record Givens(long run, Value.Fields fields) implements Names {
  @Override
  public @Nullable Value get(String name) {
    return switch (name) {
      case "secrets" -> new Secrets();
      case "pipeline" -> new OfPipeline(run);
      default -> {
        Value value = fields.values().get(name);
        yield value instanceof Value.Fields inner ? new Known(inner) : value;
      }
    };
  }

  @Override
  public List<String> known() {
    return Stream.concat(fields.values().keySet().stream(), Stream.of("secrets")).sorted().toList();
  }

  private record OfPipeline(long run) implements Names {
    @Override
    public @Nullable Value get(String name) {
      return List.of("executionId", "sequenceId").contains(name)
          ? Value.of(Long.toString(run))
          : null;
    }

    @Override
    public List<String> known() {
      return List.of("executionId", "sequenceId");
    }
  }

  /// Names what fields hold, so that one that is not there is an error.
  private record Known(Value.Fields fields) implements Names {
    @Override
    public @Nullable Value get(String name) {
      return fields.values().get(name);
    }

    @Override
    public List<String> known() {
      return fields.values().keySet().stream().sorted().toList();
    }
  }

  /// Whether there is such a secret, who uses it finds out.
  private record Secrets() implements Names {
    @Override
    public Value get(String name) {
      return new Hidden(List.of(new Piece(name, true)));
    }

    @Override
    public List<String> known() {
      return List.of();
    }
  }
}
