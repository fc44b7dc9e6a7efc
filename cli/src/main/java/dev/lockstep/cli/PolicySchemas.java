package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.builtin.Yaml;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.Value;
import dev.lockstep.source.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Takes JSON Schemas that policies are checked with.
final class PolicySchemas {
  private static final int LARGEST = 10 << 20;
  private static final List<String> ENDS = List.of(".json", ".yaml", ".yml");

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "PATH",
      description =
          "A JSON Schema of the input, or a folder of schemas that annotations name: a/b.json is"
              + " schema.a.b.")
  private @Nullable Path path;

  /// Tells a builder about them.
  ///
  /// *Errors*: `USAGE` for what cannot be read or is no schema.
  Rego.Builder given(Path directory, Rego.Builder builder) {
    Path given = path;
    if (given == null) {
      return builder;
    }
    Path root = directory.resolve(given);
    if (!Files.isDirectory(root)) {
      take(given.toString(), root, value -> builder.inputSchema(value));
      return builder;
    }
    for (FileEntry entry : new WorkingTree(root, LARGEST).list("")) {
      String name = entry.path();
      if (ENDS.stream().anyMatch(name::endsWith)) {
        List<String> way = List.of(name.substring(0, name.lastIndexOf('.')).split("/"));
        take(
            given.resolve(name).toString(),
            root.resolve(name),
            value -> builder.schema(way, value));
      }
    }
    return builder;
  }

  private interface Taker {
    Rego.Builder take(Value schema);
  }

  private static void take(String name, Path file, Taker taker) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE, name + " is larger than 10 MiB.", "Divide it.");
      }
      String text = Files.readString(file);
      var _ =
          taker.take(
              name.endsWith(".json") ? dev.lockstep.rego.value.Json.read(text) : Yaml.read(text));
    } catch (JsonException | IllegalArgumentException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "%s is no JSON Schema: %s"
              .formatted(name, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          "Correct it there.",
          e);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot read " + name + ".",
          "Name a schema in JSON or YAML that this user may read.",
          e);
    }
  }
}
