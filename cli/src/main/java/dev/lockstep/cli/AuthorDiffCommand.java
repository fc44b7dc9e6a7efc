package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Authoring;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.NewChange;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Division;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreeWithFiles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
          + " changesets with their rollback.",
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
      names = "--rename",
      paramLabel = "RENAME",
      description = "As for lockstep diff, such as \"column public.orders.total to amount\".")
  private List<String> renames = new ArrayList<>();

  @Option(
      names = "--online",
      description = "Prefer statements that let others go on reading and writing.")
  private boolean online;

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

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The project's file. Default: lockstep.yaml here or in a folder above.")
  private @Nullable Path config;

  @Option(names = "--output", paramLabel = "text|json", description = "How to print the result.")
  private OutputFormat output = OutputFormat.text;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the result only, no notes.")
  private boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Mixin private final AuthorWords words = new AuthorWords();
  @Mixin private final ScratchOption scratch = new ScratchOption();

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public int run(CommandContext context) {
    CommonOptions options = new CommonOptions();
    options.config = config;
    Workspace workspace = context.open(options);
    try (Scratches scratches = scratch.open(context);
        AuthorTarget target = AuthorTarget.of(context, workspace, branch, ref)) {
      Work work = work(workspace, target.files());
      Authoring engine = engine(context, work.request().schema());
      SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
      Replay replay = new Replay(scratches, context.wiring().get());
      Found found = find(context, reader, replay, new Subject(work, engine, scratches));
      AuthorReport report = new AuthorReport(context.console(), output == OutputFormat.json);
      if (found.plan().differences().isEmpty()) {
        report.nothing(work, from);
        return ExitCode.DONE;
      }
      NewChange change = change(found, target);
      Draft draft = engine.draft(work.request(), change);
      List<String> ids =
          new AuthorProof(replay, work, own(engine, work))
              .prove(
                  found.before(),
                  new TreeWithFiles(work.request().files(), draft.files()),
                  found.plan(),
                  change.reversible());
      Set<String> known =
          draft.files().sequencedKeySet().stream()
              .filter(path -> target.files().find(path).isPresent())
              .collect(Collectors.toSet());
      String subject = message == null ? AuthorReport.subject(change.words()) : message;
      AuthorTarget.Written written =
          dryRun ? AuthorTarget.Written.NOT : target.write(draft, subject);
      report.print(
          new AuthorReport.Result(work, from, found.plan(), change, draft, known, ids, written));
      return ExitCode.DONE;
    }
  }

  /// Is what everything is asked about.
  private record Subject(Work work, Authoring engine, Scratches scratches) {}

  /// Is what there is to write.
  ///
  /// @param before the ids of the changes so far, in order
  private record Found(SchemaPlan plan, List<Division.Part> parts, List<String> before) {}

  private Found find(CommandContext context, SchemaReader reader, Replay replay, Subject subject) {
    Work work = subject.work();
    Predicate<ObjectId> own = own(subject.engine(), work);
    String dialect = work.request().schema().dialect();
    try (ScratchTarget site = replay.open(work)) {
      List<String> before = AuthorProof.ids(site.pending());
      Replay.run(site, work, Set.copyOf(before));
      DatabaseSchema base = site.schema().without(own);
      DatabaseSchema wanted = reader.read(from, dialect).without(own);
      DiffCommand.refuseMixture(base, wanted);
      SchemaDialect product = SupportedSchemas.named(dialect);
      SchemaPlan plan =
          new Planning(product, () -> subject.scratches().of(dialect), online, true)
              .plan(
                  base,
                  wanted,
                  new RenameQuestions(context.console(), quiet)
                      .open(base, wanted, renames, reader.renames()));
      if (!quiet) {
        DiffCommand.notes(context.console(), plan);
      }
      boolean together = work.request().schema().engine().equals("flyway") || words.oneChangeset;
      List<Division.Part> parts =
          new Division(product, site.database())
              .divide(plan, together ? Division.Together.ALL : Division.Together.SAME_OBJECT);
      return new Found(plan, parts, before);
    } catch (SQLException e) {
      throw Replay.failed(work, String.valueOf(e.getMessage()));
    }
  }

  private NewChange change(Found found, AuthorTarget target) {
    return new NewChange(
        found.parts().stream()
            .map(part ->
                new NewChange.Piece(
                    part.statements(), part.reverse(), part.losses(), part.inTransaction()))
            .toList(),
        words.words(AuthorReport.described(found.plan().differences())),
        words.form(Instant.now(), target.who().name()));
  }

  private static Predicate<ObjectId> own(Authoring engine, Work work) {
    Set<String> tables = engine.ownTables(work.request());
    return id ->
        id.kind().equals("table")
            && tables.stream().anyMatch(table -> table.equalsIgnoreCase(id.name()));
  }

  private static Authoring engine(CommandContext context, SchemaDefinition schema) {
    return context
        .wiring()
        .get()
        .authoring(schema.engine())
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.USAGE,
                "The schema "
                    + schema.name()
                    + " is of the engine "
                    + schema.engine()
                    + ", whose files are no changes, so there is none to write.",
                "lockstep snapshot writes what a database holds as files of CREATE statements."));
  }

  /// Takes the instance that is named, or the first one of the schema: the changes may ask for its
  /// properties and contexts.
  private Work work(Workspace workspace, FileTree files) {
    List<InstanceDefinition> all = workspace.project().instances();
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
        named != null && named.schema().equals(name)
            ? named
            : all.stream()
                .filter(one -> one.schema().equals(name))
                .findFirst()
                .orElseThrow(() ->
                    new LockstepException(
                        ErrorCode.CONFIGURATION,
                        "The schema " + name + " has no instance in lockstep.yaml.",
                        "Declare one; its properties and contexts count for the changes."));
    return new Work(
        new EngineRequest(found, instance, files, null, EngineRequest.Order.OUT_OF_ORDER_ALLOWED),
        workspace.project().execution());
  }
}
