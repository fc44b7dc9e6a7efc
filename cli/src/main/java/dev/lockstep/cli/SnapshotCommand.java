package dev.lockstep.cli;

import dev.lockstep.dialects.postgres.schema.PostgresPlanner;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.EmbeddedScratch;
import dev.lockstep.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Mixin private final SchemaOptions options = new SchemaOptions();

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public int run(CommandContext context) {
    try (EmbeddedScratch scratch = new EmbeddedScratch()) {
      DatabaseSchema schema =
          new SchemaReader(context, () -> options.open(context), () -> scratch).read(source);
      if (file == null) {
        context.console().raw(SnapshotFile.write(schema));
        return ExitCode.DONE;
      }
      Path place = context.invocation().directory().resolve(file);
      if (isFolder()) {
        int files = new SchemaFolder(place).write(schema, creation(schema));
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

  /// Plans the schema from nothing but what every database has.
  static List<SchemaChange> creation(DatabaseSchema schema) {
    List<SchemaObject> always = schema.find(ObjectId.of("schema", "public")).stream().toList();
    return PostgresPlanner.create()
        .plan(
            new DatabaseSchema(schema.dialect(), schema.majorVersion(), always, List.of()), schema);
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
