package dev.lockstep.cli;

import dev.lockstep.scratch.Scratches;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds the options of commands that read schemas from whatever a user names.
final class SourceOptions {
  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description = "The product of SQL files. Default: that of what else is named, or postgresql.")
  private @Nullable String dialect;

  @Mixin private final ScratchOption scratch = new ScratchOption();
  @Mixin final ProjectOptions project = new ProjectOptions();

  Scratches scratches(CommandContext context) {
    return scratch.open(context);
  }

  SchemaReader reader(CommandContext context, Scratches scratches) {
    return new SchemaReader(context, new Once<>(() -> project.open(context)), scratches);
  }

  /// Returns the product of the files of SQL among what is named.
  String dialect(SchemaReader reader, List<String> named) {
    return dialect != null
        ? dialect
        : named.stream()
            .map(reader::dialect)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(SchemaReader.DEFAULT_DIALECT);
  }
}
