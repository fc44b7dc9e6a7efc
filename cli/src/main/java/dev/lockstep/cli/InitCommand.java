package dev.lockstep.cli;

import dev.lockstep.config.ProjectScaffold;
import dev.lockstep.config.Scaffold;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.engines.declarative.ObjectFiles;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.DesiredSql;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.scratch.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a first `lockstep.yaml`.
@Command(
    name = "init",
    addMethodSubcommands = false,
    description = {
      "Write a first lockstep.yaml: from the Flyway or Liquibase projects found, or an example;"
          + " with --from, for a database whose schema is to become files of SQL, and those files"
          + " too.",
      "Passwords in their configurations are not copied; the file names environment variables."
    })
final class InitCommand implements LockstepCommand {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The repository. Default: here.")
  private Path folder = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "URL",
      description =
          "A database to write down: a folder with one object a file, for engine: declarative. Its"
              + " password: in the variable "
              + JdbcAddress.PASSWORD
              + ".")
  private @Nullable String from;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "With --from: the environment that the database belongs to. Default: dev.")
  private String environment = "dev";

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "NAME",
      description = "With --from: the name of schema and folder. Default: the database's name.")
  private @Nullable String schema;

  @Option(names = "--dry-run", description = "Only print the file.")
  private boolean dryRun;

  @Option(names = "--output", paramLabel = "text|json", description = "Default: text.")
  private OutputFormat output = OutputFormat.text;

  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "init";
  }

  @Override
  public int run(CommandContext context) {
    Console console = context.console();
    Path root = context.invocation().directory().resolve(folder).normalize();
    Path name = root.getFileName();
    String project = name == null ? "project" : name.toString();
    Scaffold scaffold =
        from == null
            ? ProjectScaffold.draft(new WorkingTree(root), project)
            : ofDatabase(context, root, project, JdbcAddress.parse(from));
    if (output == OutputFormat.json) {
      Path file = dryRun ? null : ProjectScaffold.write(root, scaffold);
      console.line(
          Json.write(
              Json.object()
                  .put("file", file == null ? null : file.toString())
                  .put("yaml", scaffold.yaml())
                  .put("findings", scaffold.findings())
                  .put("variables", scaffold.variables())));
      return ExitCode.DONE;
    }
    if (dryRun) {
      console.script(scaffold.yaml());
      return ExitCode.DONE;
    }
    Path written = ProjectScaffold.write(root, scaffold);
    scaffold.findings().forEach(finding -> console.line("- " + Console.safe(finding)));
    console.line("Wrote " + written + ".");
    if (!scaffold.variables().isEmpty()) {
      console.line(
          "Set "
              + String.join(", ", scaffold.variables())
              + " to the passwords, then try: "
              + context.invocation().command()
              + " doctor");
    }
    return ExitCode.DONE;
  }

  /// Writes the files of a database, and drafts what goes with them.
  private Scaffold ofDatabase(
      CommandContext context, Path root, String project, JdbcAddress address) {
    if (!dryRun) {
      ProjectScaffold.requireNone(root);
    }
    String user = address.user();
    DatabaseSchema found =
        SchemaReader.ofAddresses(context).read(String.valueOf(from), address.dialect());
    ProjectScaffold.Live live =
        new ProjectScaffold.Live(
            schema == null ? address.database() : schema,
            address.dialect(),
            found.dialect().equals("postgresql") ? String.valueOf(found.majorVersion()) : null,
            address.url(),
            user == null ? context.invocation().who().replaceFirst("@.*", "") : user,
            environment);
    Scaffold scaffold = ProjectScaffold.of(project, live);
    if (dryRun) {
      return scaffold;
    }
    SequencedMap<String, String> files =
        ObjectFiles.of(found, SupportedSchemas.named(found.dialect()).creation(found));
    SnapshotCommand.writeFolder(root.resolve(live.name()), files);
    List<String> findings = new ArrayList<>();
    findings.add(
        "Wrote "
            + Outcomes.count(files.size(), "file")
            + " to "
            + live.name()
            + ", which say what the database holds.");
    found.notManaged().forEach(one -> findings.add("Not managed, and not in them: " + one + "."));
    tried(found, live.name(), files).ifPresent(findings::add);
    return new Scaffold(scaffold.yaml(), findings, scaffold.variables());
  }

  /// Loads the files where every plan will load them, and says why that does not work yet.
  private static Optional<String> tried(
      DatabaseSchema found, String folder, SequencedMap<String, String> files) {
    List<Script> scripts =
        files.entrySet().stream()
            .map(file -> new Script(folder + "/" + file.getKey(), file.getValue()))
            .toList();
    try {
      DesiredSql.schema(
          Scratches.embedded().like(found).of(found.dialect()),
          SupportedSchemas.named(found.dialect()),
          scripts);
      return Optional.empty();
    } catch (LockstepException e) {
      return Optional.of(
          "A scratch database cannot take them yet, so no plan can be made: " + e.getMessage());
    }
  }
}
