package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes policies in one style.
@Command(
    name = "fmt",
    addMethodSubcommands = false,
    description = {
      "Print policies in the style of opa fmt; comments and meaning stay.",
      "A file that cannot be read stays as it is."
    })
final class PolicyFmtCommand implements LockstepCommand {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files of Rego, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-w", "--write"},
      description = "Write the files themselves.")
  private boolean write;

  @Option(
      names = {"-l", "--list"},
      description = "Name the files that are not formatted.")
  private boolean list;

  @Option(
      names = {"-d", "--diff"},
      description = "Show what would change.")
  private boolean diff;

  @Option(names = "--fail", description = "Exit with 1 when a file is not formatted.")
  private boolean fail;

  @Option(names = "--check", description = "As --list --fail.")
  private boolean check;

  @Mixin final HelpOption help = new HelpOption();

  @Mixin private final PolicyFiles files = new PolicyFiles();

  @Override
  public String name() {
    return "fmt";
  }

  @Override
  public int run(CommandContext context) {
    Path here = context.invocation().directory();
    SequencedMap<String, String> sources = files.texts(here, paths);
    List<Fault> faults = new ArrayList<>();
    boolean changed = false;
    for (Map.Entry<String, String> one :
        PolicySources.formatted(sources, files.language(), faults).entrySet()) {
      String before = String.valueOf(sources.get(one.getKey()));
      boolean differs = !before.equals(one.getValue());
      changed |= differs;
      show(context.console(), one.getKey(), before, one.getValue());
      if (write && differs) {
        write(here.resolve(one.getKey()), one.getKey(), one.getValue());
      }
    }
    if (!faults.isEmpty()) {
      throw PolicySources.wrong(faults);
    }
    return changed && (fail || check) ? ExitCode.CHECK_FAILED : ExitCode.DONE;
  }

  private void show(Console console, String name, String before, String after) {
    boolean differs = !before.equals(after);
    if (differs && (list || check)) {
      console.line(Console.safe(name));
    }
    if (differs && diff) {
      UnifiedDiff.of(name, before, after).forEach(line -> console.line(Console.safe(line)));
    }
    if (!list && !check && !diff && !write) {
      console.line(after.stripTrailing());
    }
  }

  private static void write(Path file, String name, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE, "Cannot write " + name + ".", "Make it writable for this user.", e);
    }
  }
}
