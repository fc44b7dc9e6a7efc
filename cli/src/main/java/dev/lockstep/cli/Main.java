package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Starts the command line.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Invocation invocation = Invocation.ofProcess();
    Console console =
        new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), invocation);
    Interruption.onSignal(console);
    if (invocation.variable("LOCKSTEP_TIED") != null) {
      Interruption.onEndOf(System.in);
    }
    int code = run(List.of(arguments), invocation, console);
    console.flush();
    if (Boolean.getBoolean("lockstep.train")) {
      // The AOT cache is written by an orderly exit only.
      System.exit(code);
    }
    // Nothing is left to do, and orderly exit costs milliseconds that a command line has no use
    // for.
    Runtime.getRuntime().halt(code);
  }

  /// Runs one command line and returns its exit code; prints, and never throws.
  static int run(List<String> arguments, Invocation invocation, Console console) {
    Failures failures = new Failures(console, invocation);
    try {
      Supplier<Wiring> wiring = new Once<>(() -> new Wiring(invocation, console));
      CommandContext context = new CommandContext(invocation, console, failures, wiring);
      return execute(arguments, context);
    } catch (RuntimeException | Error e) {
      if (wantsJson(arguments) && !console.answered()) {
        console.line(Json.write(SnapshotJson.failure(e)));
      }
      return failures.report(e);
    }
  }

  /// Tells whether a program reads the result; looked for by hand, because the parser may be what
  /// fails.
  private static boolean wantsJson(List<String> arguments) {
    int option = arguments.indexOf("--output");
    String separate = option >= 0 && option + 1 < arguments.size() ? arguments.get(option + 1) : "";
    return separate.equalsIgnoreCase("json")
        || arguments.stream().anyMatch(word -> word.equalsIgnoreCase("--output=json"));
  }

  private static int execute(List<String> arguments, CommandContext context) {
    if (arguments.size() == 1 && List.of("--version", "-V").contains(arguments.getFirst())) {
      // Scripts ask this before everything else; it needs no parser.
      context.console().line(Version.text());
      return ExitCode.DONE;
    }
    List<LockstepCommand> relevant = relevant(arguments);
    if (relevant.size() == 1) {
      HeadStart.begin();
    }
    CommandLine commandLine = commandLine(relevant);
    try {
      CommandLine.ParseResult result = commandLine.parseArgs(arguments.toArray(String[]::new));
      return execute(commandLine, result, arguments, context);
    } catch (CommandLine.ParameterException e) {
      throw usage(e);
    }
  }

  private static int execute(
      CommandLine root,
      CommandLine.ParseResult result,
      List<String> arguments,
      CommandContext context) {
    if (result.isVersionHelpRequested()) {
      context.console().line(Version.text());
      return ExitCode.DONE;
    }
    CommandLine.ParseResult chosen = result.subcommand();
    if (chosen == null) {
      context.console().raw(root.getUsageMessage());
      return result.isUsageHelpRequested() ? ExitCode.DONE : ExitCode.USAGE;
    }
    while (chosen.subcommand() != null) {
      chosen = chosen.subcommand();
    }
    if (chosen.isUsageHelpRequested()) {
      context.console().raw(chosen.commandSpec().commandLine().getUsageMessage());
      return ExitCode.DONE;
    }
    LockstepCommand command = (LockstepCommand) chosen.commandSpec().userObject();
    return AtServer.run(chosen, arguments, context).orElseGet(() -> command.run(context));
  }

  private static LockstepException usage(CommandLine.ParameterException failure) {
    String message =
        failure instanceof CommandLine.UnmatchedArgumentException unmatched
                && failure.getCommandLine().getParent() == null
                && !unmatched.isUnknownOption()
            ? "There is no command '" + unmatched.getUnmatched().getFirst() + "'."
            : String.valueOf(failure.getMessage());
    java.io.StringWriter suggestions = new java.io.StringWriter();
    CommandLine.UnmatchedArgumentException.printSuggestions(
        failure, new java.io.PrintWriter(suggestions));
    String near = suggestions.toString().strip();
    return new LockstepException(
        ErrorCode.USAGE,
        // An address that stands in a wrong place may hold a password, and so may the value of an
        // option that does not exist.
        message
            .replaceAll("://[^/\\s]*@", "://…@")
            .replaceAll("(?i)([?&;][^=\\s]*(?:password|pwd)[^=\\s]*)=[^&;'\\s]*", "$1=…")
            .replaceAll("('--[\\w-]+)=[^']*'", "$1'"),
        (near.isEmpty() ? "" : near + (near.endsWith("?") ? " " : ". "))
            + "lockstep "
            + name(failure.getCommandLine())
            + "--help shows what there is.");
  }

  private static String name(CommandLine commandLine) {
    CommandLine parent = commandLine.getParent();
    return parent == null ? "" : name(parent) + commandLine.getCommandName() + " ";
  }

  /// Builds the parser; each command costs start-up time, so only what is asked for is built.
  static CommandLine commandLine(List<LockstepCommand> commands) {
    CommandLine root = new CommandLine(new Root());
    for (LockstepCommand command : commands) {
      root.addSubcommand(command.name(), command);
    }
    root.setCaseInsensitiveEnumValuesAllowed(true);
    // Values come from others too: none of them is a file with more arguments.
    root.setExpandAtFiles(false);
    return root;
  }

  private static List<LockstepCommand> relevant(List<String> arguments) {
    List<LockstepCommand> all = LockstepCommand.all();
    if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
      return all;
    }
    List<LockstepCommand> named =
        all.stream().filter(command -> command.name().equals(arguments.getFirst())).toList();
    return named.isEmpty() ? all : named;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /// Is the tool itself.
  @Command(
      name = "lockstep",
      addMethodSubcommands = false,
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      description = "Database DevOps: from a Git merge to a proven change in production.",
      footer = {
        "",
        "lockstep COMMAND --help tells more. Exit codes: 0 done, 1 a check failed,",
        "2 usage or configuration, 3 database, Git or network failed, 4 a defect,",
        "130 interrupted."
      })
  static final class Root {}

  /// Reads the version that the build wrote.
  static final class Version {
    static String text() {
      Properties properties = new Properties();
      try (InputStream stream = Main.class.getResourceAsStream("version.properties")) {
        if (stream != null) {
          properties.load(stream);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return "lockstep " + properties.getProperty("version", "unknown");
    }
  }
}
