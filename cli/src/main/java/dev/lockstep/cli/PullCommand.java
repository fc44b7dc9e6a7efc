package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.engines.declarative.DesiredFolder;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.scratch.Scratches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes what databases hold into the files of declarative schemas.
@Command(
    name = "pull",
    addMethodSubcommands = false,
    description = {
      "Make the files of declarative schemas say what a database holds now.",
      "Objects that are the same stay as they are written; one that differs is written anew where"
          + " it stands, and what the database does not hold goes. Edits that were never deployed"
          + " stop it. The new files have"
          + " been loaded and compared before they are written. The other direction is lockstep"
          + " deploy; for a pull on a branch, see lockstep author diff."
    })
final class PullCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ScratchOption scratch = new ScratchOption();

  @Option(
      names = "--all",
      description = "Also take the database's schemas of which the files do not speak.")
  private boolean everything;

  @Option(
      names = "--force",
      description = "Also overwrite edits of the files that no deployment has seen.")
  private boolean force;

  @Option(names = "--dry-run", description = "Only tell which files would change.")
  private boolean dryRun;

  @Override
  public String name() {
    return "pull";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = context.open(options);
    List<Work> works = works(workspace);
    List<Json.Node> nodes = new ArrayList<>();
    try (Scratches scratches = scratch.open(context);
        AuthorTarget target = AuthorTarget.of(context, workspace, null, null)) {
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      for (Work selected : works) {
        Work work = selected.with(target.files());
        DesiredFolder.Edited edited =
            new Pull(scratches, context.console(), options.project.quiet, everything, edits())
                .edited(
                    work,
                    reader.of(work.request().instance()),
                    () -> workspace.deployer().recorded(work, null));
        FilesReport report = FilesReport.of(edited.draft(), target.files());
        if (!dryRun) {
          target.write(edited.draft(), "");
        }
        if (options.json()) {
          nodes.add(report.node(work.schema(), work.instance(), edited.kept(), !dryRun));
        } else if (edited.draft().isEmpty()) {
          context
              .console()
              .line(
                  work.schema() + ": nothing to pull, the files say what is in " + work.instance());
        } else {
          report.print(context.console());
          context
              .console()
              .line(
                  work.schema()
                      + ": the files "
                      + (dryRun ? "would say" : "say")
                      + " what is in "
                      + work.instance());
        }
      }
    }
    if (options.json()) {
      context.console().line(Json.write(Json.object().put("schemas", nodes)));
    }
    return ExitCode.DONE;
  }

  private Pull.Edits edits() {
    return force ? Pull.Edits.OVERWRITTEN : dryRun ? Pull.Edits.TOLD : Pull.Edits.REFUSED;
  }

  private List<Work> works(Workspace workspace) {
    if (options.ref != null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "A pull writes to the working tree.",
          "Leave --ref out; lockstep author diff --branch writes to a branch.");
    }
    List<Work> works =
        workspace.selectForChange(null, false).stream()
            .filter(work -> work.request().schema().engine().equals(DeclarativeEngine.NAME))
            .toList();
    if (works.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "None of these is a declarative schema.",
          "lockstep author diff takes a database's state into the changes of other engines.");
    }
    Map<List<String>, Work> seen = new HashMap<>();
    for (Work work : works) {
      Work other = seen.putIfAbsent(work.request().schema().locations(), work);
      if (other != null) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "The files of " + work.schema() + " are those of several instances.",
            "Name the one to take them from, such as -i " + other.instance() + ".");
      }
    }
    return works;
  }
}
