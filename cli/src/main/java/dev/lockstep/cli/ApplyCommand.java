package dev.lockstep.cli;

import dev.lockstep.cli.ServerOptions.Connection;
import dev.lockstep.client.Login.ProjectName;
import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.ReferencedSecrets;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Declares at a server what files say.
@Command(
    name = "apply",
    addMethodSubcommands = false,
    description = {
      "Declare at a server what files say: all of it, or nothing when any of it is wrong.",
      "Files hold entities as the server shows them (kind, organisation, project, name, spec),"
          + " several between lines with ---; a lockstep.yaml and files NAME.pipeline.yaml are"
          + " taken as they are. What would change is shown first; what no file names stays."
    })
final class ApplyCommand implements LockstepCommand {
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "PATH",
      description = "A file, or a folder with files; may be repeated.")
  private List<Path> files = List.of();

  @Option(names = "--dry-run", description = "Only show what would change. Exit code 0.")
  private boolean dry;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Without a terminal nobody is asked.")
  private boolean yes;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "apply";
  }

  @Override
  public int run(CommandContext context) {
    Connection connection = options.connect(context);
    Path directory = context.invocation().directory();
    Declarations declarations =
        new Declarations(
            connection.login().project(),
            new ReferencedSecrets(context.invocation()::variable, directory));
    files.forEach(path -> declarations.read(directory.resolve(path)));
    List<Value.Fields> wanted = declarations.all();
    Value told = connection.client().post("/declarations?dryRun=true", items(wanted));
    List<Value.Fields> changes =
        Looking.list(told, "items").stream()
            .filter(item -> !Looking.text(item, "change").equals("SAME"))
            .toList();
    if (!options.json()) {
      changes.forEach(item -> print(context.console(), item));
    }
    if (changes.isEmpty() || dry) {
      return finish(context, told, changes, /* done= */ false);
    }
    if (!yes && context.console().canAsk() && !context.console().confirm("Declare this?")) {
      throw new LockstepException(ErrorCode.INTERRUPTED, "Nothing was changed.");
    }
    Value done = connection.client().post("/declarations", items(bound(wanted, told)));
    return finish(context, done, changes, /* done= */ true);
  }

  private int finish(
      CommandContext context, Value answer, List<Value.Fields> changes, boolean done) {
    if (options.json()) {
      context
          .console()
          .line(Json.write(Json.object().put("applied", done).put("items", items(answer))));
    } else if (changes.isEmpty()) {
      context.console().line("Everything is as the files say.");
    } else {
      long made = count(changes, "CREATED");
      long changed = count(changes, "CHANGED");
      context
          .console()
          .line(
              "%s, %d new, %d changed."
                  .formatted(done ? "Declared" : "Not declared", made, changed));
    }
    return ExitCode.DONE;
  }

  private static List<Json.Node> items(Value answer) {
    return Looking.list(answer, "items").stream()
        .map(item -> {
          Json.Node node = Json.object();
          List.of("kind", "organisation", "project", "name").stream()
              .filter(key -> !Looking.text(item, key).isEmpty())
              .forEach(key -> node.put(key, Looking.text(item, key)));
          return node.put(
              "change", Looking.text(item, "change").toLowerCase(java.util.Locale.ROOT));
        })
        .toList();
  }

  private static long count(List<Value.Fields> changes, String change) {
    return changes.stream().filter(item -> Looking.text(item, "change").equals(change)).count();
  }

  private static Value items(List<Value.Fields> all) {
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("items", new Value.Items(List.copyOf(all)));
    return new Value.Fields(body);
  }

  /// Has the server refuse what somebody changes between the question and the answer.
  private static List<Value.Fields> bound(List<Value.Fields> wanted, Value told) {
    Map<String, Value.Fields> known = new HashMap<>();
    Looking.list(told, "items").forEach(item -> known.put(id(item), item));
    List<Value.Fields> bound = new ArrayList<>();
    for (Value.Fields one : wanted) {
      SequencedMap<String, Value> fields = new LinkedHashMap<>(one.values());
      Value.Fields item = known.get(id(one));
      if (item != null && !Looking.text(one, "kind").equals(LockstepYaml.FILE)) {
        String tag = Looking.text(item, "etag");
        fields.put(tag.isEmpty() ? "new" : "etag", tag.isEmpty() ? Value.TRUE : Value.of(tag));
      }
      bound.add(new Value.Fields(fields));
    }
    return bound;
  }

  private static String id(Value.Fields item) {
    return Stream.of("organisation", "project", "kind", "name")
        .map(key -> Looking.text(item, key))
        .reduce("", (all, part) -> all + "/" + part);
  }

  private static void print(Console console, Value.Fields item) {
    boolean fresh = Looking.text(item, "change").equals("CREATED");
    String where =
        Looking.text(item, "project").isEmpty()
            ? Looking.text(item, "organisation")
            : new ProjectName(Looking.text(item, "organisation"), Looking.text(item, "project"))
                .toString();
    console.line(
        console.style(fresh ? Style.GREEN : Style.YELLOW, fresh ? "+ " : "~ ")
            + console.style(
                Style.BOLD,
                Console.safe(Looking.text(item, "kind") + "/" + Looking.text(item, "name")))
            + (where.isEmpty() ? "" : console.style(Style.DIM, Console.safe("  in " + where))));
    String before = outline(item, "before");
    String after = outline(item, "after");
    if (fresh) {
      after
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> console.line("    " + Console.safe(line)));
    } else if (before.equals(after)) {
      console.line("    its secret value");
    } else {
      UnifiedDiff.of("", before, after).stream()
          .skip(2)
          .filter(line -> !line.startsWith("@@"))
          .forEach(line -> console.line("    " + coloured(console, Console.safe(line))));
    }
  }

  private static String coloured(Console console, String line) {
    return line.startsWith("+")
        ? console.style(Style.GREEN, line)
        : line.startsWith("-") ? console.style(Style.RED, line) : line;
  }

  private static String outline(Value.Fields item, String key) {
    Value value = item.values().get(key);
    return value instanceof Value.Fields(SequencedMap<String, Value> fields) && fields.isEmpty()
        ? ""
        : value == null ? "" : Outline.of(value);
  }
}
