package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description = "The product of SQL files. Default: postgresql.")
  private String dialect = SchemaReader.DEFAULT_DIALECT;

  @Mixin private final SchemaOptions options = new SchemaOptions();

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public int run(CommandContext context) {
    try (Scratches scratches = Scratches.embedded()) {
      DatabaseSchema schema =
          new SchemaReader(context, () -> options.open(context), scratches).read(source, dialect);
      if (file == null) {
        context.console().raw(SnapshotFile.write(schema));
        return ExitCode.DONE;
      }
      Path place = context.invocation().directory().resolve(file);
      if (isFolder()) {
        int files =
            new SchemaFolder(place)
                .write(schema, SupportedSchemas.named(schema.dialect()).creation(schema));
        context.console().line(file + ": " + Outcomes.count(files, "file") + told(schema));
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
