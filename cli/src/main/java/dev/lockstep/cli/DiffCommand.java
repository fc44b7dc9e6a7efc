package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.BothSides;
import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.SchemaPlan.Step;
import dev.lockstep.scratch.SchemaPlan.Stretch;
import dev.lockstep.scratch.Scratches;
import java.nio.file.Path;
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
          + " database before they are printed.",
      "Who owns an object is no difference, and is not changed; that two databases differ in owners"
          + " alone is noted."
    })
final class DiffCommand implements LockstepCommand {
  @Option(names = "--from", required = true, paramLabel = "A", description = "What there is.")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "B", description = "What is wanted.")
  private String to = "";

  @Option(
      names = "--format",
      paramLabel = "sql|json|html|flyway|liquibase",
      description =
          "How to print the result: statements, a page for people, or a change for one of these"
              + " engines with its way back. Default: sql.")
  private Format format = Format.sql;

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE",
      description =
          "Where to write it. A Flyway migration is named as Flyway wants it, V7__total.sql, and"
              + " its undo script goes beside it; a changelog is .yaml, .xml, .json or .sql, and"
              + " one that is there already gets the changesets behind its own. Default: to the"
              + " standard output.")
  private @Nullable Path file;

  @Option(names = "--exit-code", description = "End with 1 when there is a difference.")
  private boolean exitCode;

  @Option(names = "--no-proof", description = "Do not run the statements on a scratch database.")
  private boolean withoutProof;

  @Option(names = "--output", paramLabel = "text|json", description = "json is --format json.")
  private OutputFormat output = OutputFormat.text;

  @Mixin private final PlanOptions planning = new PlanOptions();
  @Mixin private final SourceOptions options = new SourceOptions();

  /// Says how a difference is printed.
  enum Format {
    sql,
    json,
    html,
    flyway,
    liquibase
  }

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public int run(CommandContext context) {
    try (Scratches scratches = options.scratches(context)) {
      SchemaReader reader = options.reader(context, scratches);
      String dialect = options.dialect(reader, List.of(from, to));
      BothSides sides = reader.readBoth(from, to, dialect);
      SchemaPlan plan =
          planning.plan(
              reader,
              scratches,
              new PlanOptions.Ends(
                  sides.from(), sides.to(), context.console(), options.project.quiet),
              !withoutProof);
      List<RowFinding> rows = reader.rowsInTheWay(from, plan);
      if (!options.project.quiet) {
        rows.forEach(row -> context.console().note(Console.safe(row.text())));
        if (reader.isDatabase(from) && reader.isDatabase(to)) {
          OtherOwners.note(sides.from(), sides.to(), plan.differences())
              .ifPresent(context.console()::note);
        }
      }
      print(context, scratches, plan, rows);
      return exitCode && !plan.differences().isEmpty() ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }
  }

  private void print(
      CommandContext context, Scratches scratches, SchemaPlan plan, List<RowFinding> rows) {
    Format wanted = output == OutputFormat.json ? Format.json : format;
    switch (wanted) {
      case sql -> print(context, sql(plan));
      case json -> print(context, Json.write(SchemaPlanJson.of(plan, rows)) + "\n");
      case html -> print(context, new DiffPage(from, to, plan).write());
      case flyway, liquibase -> {
        if (withoutProof) {
          throw new LockstepException(
              ErrorCode.USAGE,
              "A change for " + wanted + " is found by running it, which --no-proof forbids.",
              "Leave --no-proof out, or print --format sql.");
        }
        if (!plan.differences().isEmpty()) {
          new DiffAsChange(context, scratches, wanted.name()).write(plan, file);
        }
      }
    }
  }

  private void print(CommandContext context, String text) {
    if (file == null) {
      context.console().script(text);
    } else {
      SnapshotCommand.write(context.invocation().directory().resolve(file), text);
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
    plan.failsIf().forEach(failure -> console.note("This fails if " + Console.safe(failure) + "."));
    for (Step step : plan.steps()) {
      step.effect()
          .flatMap(Effect::burden)
          .ifPresent(
              text -> console.note(Console.safe(text + ": " + PlanText.firstLine(step.sql()))));
    }
    if (plan.steps().stream()
        .map(Step::change)
        .anyMatch(one -> !one.online().isEmpty() && !one.runsOnline())) {
      console.note("--online prints statements that let others go on meanwhile.");
    }
  }

  private static String sql(SchemaPlan plan) {
    StringBuilder text = new StringBuilder();
    SchemaDialect dialect = SupportedSchemas.named(plan.to().dialect());
    boolean routines =
        plan.steps().stream()
            .map(Step::change)
            .anyMatch(change ->
                change.action() != Action.DROP
                    && List.of("function", "procedure").contains(change.object().kind()));
    if (routines) {
      dialect.preparation().forEach(sql -> text.append(dialect.scripted(sql)));
    }
    // A plan in one piece is wrapped by who runs it; of a divided one nobody else knows the parts.
    for (Stretch stretch : plan.stretches()) {
      text.append(stretch.ownTransaction() ? dialect.scripted("BEGIN") : "");
      stretch.steps().forEach(step -> text.append(dialect.scripted(step.sql())));
      text.append(stretch.ownTransaction() ? dialect.scripted("COMMIT") : "");
    }
    return text.toString();
  }
}
