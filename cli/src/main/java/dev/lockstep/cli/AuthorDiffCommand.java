package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.engines.declarative.DesiredFolder;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Authoring;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.NewChange;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Division;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreeWithFiles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes what somebody did to a database as the next change of a schema.
@Command(
    name = "diff",
    addMethodSubcommands = false,
    description = {
      "Write what is different between a database and what the changes in Git make, as the next"
          + " change of the schema: a Flyway migration with its undo script, or Liquibase"
          + " changesets with their rollback. Of a declarative schema, whose files say what there"
          + " is, they are made to say it, as lockstep pull does.",
      "The new files have run on a scratch database, forth and back, before they are written."
    })
final class AuthorDiffCommand implements LockstepCommand {
  @Option(
      names = {"-s", "--schema"},
      paramLabel = "SCHEMA",
      description = "The schema to write for. Default: that of the instance, or the only one.")
  private @Nullable String schema;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "A",
      description = "Where the change was designed: " + SchemaReader.KINDS + ".")
  private String from = "";

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "Compare with the changes of this branch, tag or commit.")
  private @Nullable String ref;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description =
          "Commit the files on this branch, which is made from HEAD when it is not there. The"
              + " checkout stays as it is. Compares with the changes of the branch.")
  private @Nullable String branch;

  @Option(names = "--message", paramLabel = "TEXT", description = "The commit's message.")
  private @Nullable String message;

  @Option(names = "--dry-run", description = "Print the files instead of writing them.")
  private boolean dryRun;

  @Option(names = "--output", paramLabel = "text|json", description = "How to print the result.")
  private OutputFormat output = OutputFormat.text;

  @Mixin private final AuthorWords words = new AuthorWords();
  @Mixin private final PlanOptions planning = new PlanOptions();
  @Mixin private final ScratchOption scratch = new ScratchOption();
  @Mixin private final ProjectOptions options = new ProjectOptions();

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public int run(CommandContext context) {
    Workspace workspace = options.open(context);
    try (Scratches scratches = scratch.open(context);
        AuthorTarget target = AuthorTarget.of(context, workspace, branch, ref)) {
      Work work = work(workspace, target.files());
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      AuthorReport report = new AuthorReport(context.console(), output == OutputFormat.json);
      Optional<Authoring> engine =
          context.wiring().get().authoring(work.request().schema().engine());
      if (engine.isEmpty()) {
        return pull(
            // On a branch nothing is lost: Git keeps it.
            new Pull(
                scratches,
                context.console(),
                options.quiet,
                false,
                branch != null || !from.equals(work.instance())
                    ? Pull.Edits.OVERWRITTEN
                    : dryRun ? Pull.Edits.TOLD : Pull.Edits.REFUSED),
            work,
            reader,
            target,
            () -> workspace.deployer().recorded(work, null));
      }
      Replay replay = new Replay(scratches, context.wiring().get());
      Found found = find(context, reader, replay, work, engine.get().isBlank(work.request()));
      if (found.plan().differences().isEmpty()) {
        report.nothing(work, from);
        return ExitCode.DONE;
      }
      NewChange change = change(found, target);
      Draft draft = engine.get().draft(work.request(), change);
      List<String> ids =
          new AuthorProof(found.replay(), work)
              .prove(
                  found.before(),
                  new TreeWithFiles(work.request().files(), draft.files()),
                  found.plan(),
                  change.reversible());
      Set<String> known =
          draft.files().sequencedKeySet().stream()
              .filter(path -> target.files().find(path).isPresent())
              .collect(Collectors.toSet());
      report.print(
          new AuthorReport.Result(
              work,
              from,
              found.plan(),
              change,
              draft,
              known,
              ids,
              write(target, draft, change.words())));
      return ExitCode.DONE;
    }
  }

  private AuthorTarget.Written write(AuthorTarget target, Draft draft, NewChange.Words said) {
    return dryRun
        ? AuthorTarget.Written.NOT
        : target.write(draft, message == null ? AuthorReport.subject(said) : message);
  }

  /// The files of a declarative schema are no changes: they say what there is.
  private int pull(
      Pull pull,
      Work work,
      SchemaReader reader,
      AuthorTarget target,
      Supplier<Optional<DatabaseSchema>> recorded) {
    DatabaseSchema wanted = reader.read(from, work.request().schema().dialect());
    DesiredFolder.Edited edited = pull.edited(work, wanted, recorded);
    FilesReport files = FilesReport.of(edited.draft(), target.files());
    AuthorTarget.Written written =
        files.files().isEmpty()
            ? AuthorTarget.Written.NOT
            : write(target, edited.draft(), words.words("take over what is in " + from));
    new AuthorReport(pull.console(), output == OutputFormat.json)
        .pulled(work, SchemaReader.shown(from), files, written);
    return ExitCode.DONE;
  }

  /// Is what there is to write.
  ///
  /// @param before the ids of the changes so far, in order
  /// @param replay for databases like the one that it was found in
  private record Found(
      SchemaPlan plan, List<Division.Part> parts, List<String> before, Replay replay) {}

  private Found find(
      CommandContext context, SchemaReader reader, Replay replay, Work work, boolean blank) {
    String dialect = work.request().schema().dialect();
    DatabaseSchema wanted =
        reader.read(from, dialect).without(context.wiring().get().bookkeeping(work.request()));
    Replay alike = replay.like(wanted);
    try (ScratchTarget site = alike.open(work)) {
      List<PlannedMigration> pending = blank ? List.of() : site.pending();
      RepeatableObjects made =
          blank
              ? new RepeatableObjects(site.schema(), Map.of())
              : RepeatableObjects.run(site, work, pending);
      SchemaPlan plan =
          planning.plan(
              reader,
              replay.scratches(),
              new PlanOptions.Ends(made.base(), wanted, context.console(), options.quiet),
              true);
      made.refuse(plan);
      boolean together = work.request().schema().engine().equals("flyway") || words.oneChangeset;
      List<Division.Part> parts =
          new Division(SupportedSchemas.named(dialect), site.database())
              .divide(plan, together ? Division.Together.ALL : Division.Together.SAME_OBJECT);
      return new Found(plan, parts, AuthorProof.ids(pending), alike);
    } catch (SQLException e) {
      throw Replay.failed(work, String.valueOf(e.getMessage()));
    }
  }

  private NewChange change(Found found, AuthorTarget target) {
    return new NewChange(
        DiffAsChange.pieces(found.parts()),
        words.words(AuthorReport.described(found.plan().differences())),
        words.form(Instant.now(), target.who().name()));
  }

  /// Takes the instance that is named, or the first one of the schema: the changes may ask for its
  /// properties and contexts.
  private Work work(Workspace workspace, FileTree files) {
    InstanceDefinition named = workspace.project().instance(from).orElse(null);
    List<SchemaDefinition> schemas = workspace.project().schemas();
    String wanted = schema;
    if (wanted == null) {
      wanted =
          named != null ? named.schema() : schemas.size() == 1 ? schemas.getFirst().name() : null;
    }
    if (wanted == null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Say what to write for: this project has " + schemas.size() + " schemas.",
          "Name one with -s.");
    }
    String name = wanted;
    SchemaDefinition found =
        workspace
            .project()
            .schema(name)
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.USAGE,
                    "There is no schema '" + name + "' in lockstep.yaml.",
                    "There is: "
                        + String.join(", ", schemas.stream().map(SchemaDefinition::name).toList())
                        + "."));
    InstanceDefinition instance =
        named != null && named.schema().equals(name) ? named : workspace.standIn(found);
    return new Work(
        new EngineRequest(
            workspace.schema(instance),
            instance,
            files,
            null,
            EngineRequest.Order.OUT_OF_ORDER_ALLOWED),
        workspace.project().execution());
  }
}
