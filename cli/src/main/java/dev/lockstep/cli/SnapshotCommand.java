package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.EmbeddedScratch;
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
      "Write down everything that a database holds, as JSON that is the same on every run.",
      "Reads only. What is not understood is named."
    })
final class SnapshotCommand implements LockstepCommand {
  @Parameters(paramLabel = "SOURCE", description = "What to read: " + SchemaReader.KINDS + ".")
  private String source = "";

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE",
      description = "Where to write it. Default: the standard output.")
  private @Nullable Path file;

  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public int run(CommandContext context) {
    try (EmbeddedScratch scratch = new EmbeddedScratch()) {
      DatabaseSchema schema =
          new SchemaReader(context, () -> context.open(options), () -> scratch).read(source);
      String text = SnapshotFile.write(schema);
      if (file == null) {
        context.console().raw(text);
        return ExitCode.DONE;
      }
      write(context.invocation().directory().resolve(file), text);
      context
          .console()
          .line(
              "%s: %s, fingerprint %s"
                  .formatted(
                      file,
                      Outcomes.count(schema.objects().size(), "object"),
                      schema.fingerprint().substring(0, 12)));
      schema
          .notManaged()
          .forEach(name -> context.console().note("Not managed, and not in it: " + name + "."));
      return ExitCode.DONE;
    }
  }

  private static void write(Path file, String text) {
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
