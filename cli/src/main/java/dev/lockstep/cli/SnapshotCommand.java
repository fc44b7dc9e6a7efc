package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.engines.declarative.ObjectFiles;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes down what a database holds.
@Command(
    name = "snapshot",
    addMethodSubcommands = false,
    description = {
      "Write down everything that a database holds: as JSON that is the same on every run, or as a"
          + " folder of SQL with one object a file.",
      "Reads only. What is not understood is named."
    })
final class SnapshotCommand implements LockstepCommand {
  @Parameters(paramLabel = "SOURCE", description = "What to read: " + SchemaReader.KINDS + ".")
  private String source = "";

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE|DIR",
      description =
          "Where to write it; a name without an ending is a folder of SQL. Default: JSON to the"
              + " standard output.")
  private @Nullable Path file;

  @Mixin private final SourceOptions options = new SourceOptions();

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public int run(CommandContext context) {
    try (Scratches scratches = options.scratches(context)) {
      SchemaReader reader = options.reader(context, scratches);
      DatabaseSchema schema = reader.read(source, options.dialect(reader, List.of(source)));
      if (file == null) {
        context.console().script(SnapshotFile.write(schema));
        return ExitCode.DONE;
      }
      Path place = context.invocation().directory().resolve(file);
      if (isFolder()) {
        SequencedMap<String, String> files =
            ObjectFiles.of(schema, SupportedSchemas.named(schema.dialect()).creation(schema));
        writeFolder(place, files);
        context.console().line(file + ": " + Outcomes.count(files.size(), "file") + told(schema));
      } else {
        write(place, SnapshotFile.write(schema));
        context.console().line(file + told(schema));
      }
      schema
          .notManaged()
          .forEach(name ->
              context.console().note("Not managed, and not in it: " + Console.safe(name) + "."));
      return ExitCode.DONE;
    }
  }

  private boolean isFolder() {
    return file != null && file.getFileName().toString().indexOf('.') < 0;
  }

  private static String told(DatabaseSchema schema) {
    return ": "
        + Outcomes.count(schema.objects().size(), "object")
        + ", fingerprint "
        + schema.fingerprint().substring(0, 12);
  }

  /// Writes files into a folder of their own.
  ///
  /// *Errors*: `USAGE` when the folder holds something already, or cannot be written.
  static void writeFolder(Path folder, SequencedMap<String, String> files) {
    try {
      Files.createDirectories(folder);
      try (var present = Files.list(folder)) {
        if (present.findAny().isPresent()) {
          throw new LockstepException(
              ErrorCode.USAGE,
              "The folder " + folder + " is not empty.",
              "Name a new one, or empty it first: files of objects that are gone would stay.");
        }
      }
      for (var file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot write to " + folder + ".",
          "Name a folder that this user may write to.",
          e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot write " + file + ".",
          "Name a file in a folder that exists and that this user may write to.",
          e);
    }
  }
}
