package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Effect.Blocks;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.SchemaPlan.Step;
import dev.lockstep.scratch.Scratches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Compares two schemas.
@Command(
    name = "diff",
    addMethodSubcommands = false,
    description = {
      "Compare two schemas and print the statements that turn the first into the second.",
      "Each side is "
          + SchemaReader.KINDS
          + ". Reads only. The statements have run on a scratch"
          + " database before they are printed."
    })
final class DiffCommand implements LockstepCommand {
  @Option(names = "--from", required = true, paramLabel = "A", description = "What there is.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "B", description = "What is wanted.")
  private String to = "";

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description = "The product of SQL files. Default: that of the other side, or postgresql.")
  private @Nullable String dialect;

  @Option(
      names = "--format",
      paramLabel = "sql|json|html",
      description = "How to print the result; html is a page for people. Default: sql.")
  private Format format = Format.sql;

  @Option(
      names = "--online",
      description =
          "Prefer statements that let others go on reading and writing, such as CREATE INDEX"
              + " CONCURRENTLY. Some of them run outside transactions only.")
  private boolean online;

  @Option(
      names = "--rename",
      paramLabel = "RENAME",
      description =
          "What bears another name now and is no other thing, such as \"column public.orders.total"
              + " to amount\". Files of SQL say it in a comment: -- lockstep:rename …")
  private List<String> renames = new ArrayList<>();

  @Option(names = "--exit-code", description = "End with 1 when there is a difference.")
  private boolean exitCode;

  @Option(names = "--no-proof", description = "Do not run the statements on a scratch database.")
  private boolean withoutProof;

  @Option(names = "--output", paramLabel = "text|json", description = "json is --format json.")
  private OutputFormat output = OutputFormat.text;

  @Mixin private final ScratchOption scratch = new ScratchOption();
  @Mixin private final SchemaOptions options = new SchemaOptions();

  /// Says how a difference is printed.
  enum Format {
    sql,
    json,
    html
  }

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public int run(CommandContext context) {
    try (Scratches scratches = scratch.open(context)) {
      SchemaReader reader = new SchemaReader(context, () -> options.open(context), scratches);
      String ofFiles =
          dialect != null
              ? dialect
              : reader
                  .dialect(from)
                  .or(() -> reader.dialect(to))
                  .orElse(SchemaReader.DEFAULT_DIALECT);
      DatabaseSchema live = reader.read(from, ofFiles);
      DatabaseSchema desired = reader.read(to, ofFiles);
      refuseMixture(live, desired);
      Planning planning =
          new Planning(
              SupportedSchemas.named(live.dialect()),
              () -> scratches.of(live.dialect()),
              online,
              !withoutProof);
      SchemaPlan plan =
          planning.plan(
              live,
              desired,
              new RenameQuestions(context.console(), options.quiet)
                  .open(live, desired, renames, reader.renames()));
      List<RowFinding> rows = reader.rowsInTheWay(from, plan);
      if (!options.quiet) {
        notes(context.console(), plan);
        rows.forEach(row -> context.console().note(Console.safe(row.text())));
      }
      if (format == Format.json || output == OutputFormat.json) {
        context.console().line(Json.write(SchemaPlanJson.of(plan, rows)));
      } else if (format == Format.html) {
        context.console().raw(new DiffPage(from, to, plan).write());
      } else {
        context.console().script(sql(plan));
      }
      return exitCode && !plan.differences().isEmpty() ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }
  }

  static void refuseMixture(DatabaseSchema live, DatabaseSchema desired) {
    if (!live.dialect().equals(desired.dialect())) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "One side is of %s, the other of %s; what one product holds cannot be turned into what"
                  .formatted(live.dialect(), desired.dialect())
              + " another does.",
          "Name two of the same product.");
    }
  }

  static void notes(Console console, SchemaPlan plan) {
    DatabaseSchema live = plan.from();
    DatabaseSchema desired = plan.to();
    if (live.majorVersion() != desired.majorVersion()) {
      console.note(
          "One side is of major version %d, the other of %d, which may spell the same differently."
              .formatted(live.majorVersion(), desired.majorVersion()));
    }
    List<String> unknown = new ArrayList<>(live.notManaged());
    desired.notManaged().stream().filter(one -> !unknown.contains(one)).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      console.note(
          "Not managed, and not compared: " + Console.safe(String.join(", ", unknown)) + ".");
    }
    plan.losses().forEach(loss -> console.note("This loses " + Console.safe(loss) + "."));
    for (Step step : plan.steps()) {
      step.effect()
          .map(DiffCommand::heavy)
          .filter(text -> !text.isEmpty())
          .ifPresent(
              text -> console.note(text + ": " + Console.safe(PlanText.firstLine(step.sql()))));
    }
    if (plan.steps().stream()
        .map(Step::change)
        .anyMatch(one -> !one.online().isEmpty() && !one.runsOnline())) {
      console.note("--online prints statements that let others go on meanwhile.");
    }
  }

  /// Says what takes the longer the more rows there are, and whom it keeps waiting.
  static String heavy(Effect effect) {
    Blocks worst =
        effect.locks().stream()
            .map(Effect.Lock::blocks)
            .max(Blocks::compareTo)
            .orElse(Blocks.NOBODY);
    if (worst == Blocks.NOBODY || (effect.rewrites().isEmpty() && effect.scans().isEmpty())) {
      return "";
    }
    String work =
        effect.rewrites().isEmpty()
            ? "Reads the whole of " + String.join(", ", effect.scans())
            : "Writes " + String.join(", ", effect.rewrites()) + " anew";
    return Console.safe(work)
        + (worst == Blocks.EVERYBODY
            ? " while nobody else can read or write"
            : " while nobody else can write");
  }

  private static String sql(SchemaPlan plan) {
    StringBuilder text = new StringBuilder();
    boolean routines =
        plan.steps().stream()
            .map(Step::change)
            .anyMatch(change ->
                change.action() != Action.DROP
                    && List.of("function", "procedure").contains(change.object().kind()));
    if (routines) {
      SupportedSchemas.named(plan.to().dialect())
          .preparation()
          .forEach(sql -> text.append(sql).append(";\n"));
    }
    plan.steps().forEach(step -> text.append(step.sql()).append(";\n"));
    return text.toString();
  }
}
