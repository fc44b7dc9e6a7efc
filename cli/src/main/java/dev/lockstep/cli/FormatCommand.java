package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.engines.declarative.DesiredFolder;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.scratch.Scratches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the files of declarative schemas in one form.
@Command(
    name = "format",
    addMethodSubcommands = false,
    description = {
      "Write the statements in the files of declarative schemas as the database itself spells"
          + " them, as lockstep snapshot and pull do: that of the"
          + " version that lockstep.yaml names for the schema, or the newest.",
      "Order, file names and comments between statements stay; a statement with comments inside"
          + " stays as it is. Needs no database but a scratch one."
    })
final class FormatCommand implements LockstepCommand {
  @Option(
      names = {"-s", "--schema"},
      paramLabel = "SCHEMA",
      description = "Only this schema; may be repeated.")
  private List<String> schemas = new ArrayList<>();

  @Option(
      names = "--check",
      description = "Write nothing, and end with 1 when a file is in another form.")
  private boolean check;

  @Option(names = "--output", paramLabel = "text|json", description = "How to print the result.")
  private OutputFormat output = OutputFormat.text;

  @Mixin private final ScratchOption scratch = new ScratchOption();
  @Mixin private final ProjectOptions options = new ProjectOptions();

  @Override
  public String name() {
    return "format";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = options.open(context);
    boolean changed = false;
    List<Json.Node> nodes = new ArrayList<>();
    try (Scratches scratches = scratch.open(context);
        AuthorTarget target = AuthorTarget.of(context, workspace, null, null)) {
      for (Work work : works(workspace, target)) {
        SchemaDefinition schema = work.request().schema();
        Scratches meant =
            Scratches.given(
                    schema.dialect(), () -> context.wiring().get().scratch(scratches, schema))
                .like(schema.majorVersion());
        DesiredFolder folder = new DesiredFolder(meant, work.request());
        if (folder.isEmpty()) {
          continue;
        }
        DesiredFolder.Edited edited = folder.formatted();
        FilesReport report = FilesReport.of(edited.draft(), target.files());
        changed |= !edited.draft().isEmpty();
        if (!check) {
          target.write(edited.draft(), "");
        }
        if (output == OutputFormat.json) {
          nodes.add(report.node(work.schema(), "", edited.kept(), !check));
        } else {
          report.print(context.console());
          if (!options.quiet) {
            edited
                .kept()
                .forEach(unit ->
                    context
                        .console()
                        .note("Left as it is for the comments in it: " + Console.safe(unit)));
          }
        }
      }
    }
    if (output == OutputFormat.json) {
      context.console().line(Json.write(Json.object().put("schemas", nodes)));
    }
    return check && changed ? ExitCode.CHECK_FAILED : ExitCode.DONE;
  }

  /// Takes each folder once, however many instances it is for.
  private List<Work> works(Workspace workspace, AuthorTarget target) {
    for (String wanted : schemas) {
      if (workspace.project().schema(wanted).isEmpty()) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no schema '" + wanted + "' in lockstep.yaml.",
            "There is: "
                + String.join(
                    ", ",
                    workspace.project().schemas().stream().map(SchemaDefinition::name).toList())
                + ".");
      }
    }
    Map<List<String>, Work> works = new LinkedHashMap<>();
    for (InstanceDefinition instance : workspace.project().instances()) {
      SchemaDefinition schema = workspace.schema(instance);
      if (schema.engine().equals(DeclarativeEngine.NAME)
          && (schemas.isEmpty() || schemas.contains(schema.name()))) {
        works.putIfAbsent(
            schema.locations(),
            new Work(
                new EngineRequest(
                    schema, instance, target.files(), null, EngineRequest.Order.STRICT),
                workspace.project().execution()));
      }
    }
    return List.copyOf(works.values());
  }
}
