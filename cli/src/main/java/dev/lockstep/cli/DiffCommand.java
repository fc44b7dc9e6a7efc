package dev.lockstep.cli;

import dev.lockstep.dialects.postgres.schema.PostgresPlanner;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.EmbeddedScratch;
import dev.lockstep.scratch.GivenScratch;
import dev.lockstep.scratch.Proof;
import dev.lockstep.scratch.ScratchServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
      description = "The product of SQL files. Default: postgresql.")
  private String dialect = "postgresql";

  @Option(
      names = "--scratch",
      paramLabel = "URL",
      description =
          "A server where scratch databases may be made. Default: an embedded PostgreSQL 18.")
  private @Nullable String scratch;

  @Option(
      names = "--format",
      paramLabel = "sql|json|html",
      description = "How to print the result; html is a page for people. Default: sql.")
  private Format format = Format.sql;

  @Option(names = "--exit-code", description = "End with 1 when there is a difference.")
  private boolean exitCode;

  @Option(names = "--no-proof", description = "Do not run the statements on a scratch database.")
  private boolean withoutProof;

  @Option(names = "--output", paramLabel = "text|json", description = "json is --format json.")
  private OutputFormat output = OutputFormat.text;

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
    if (!dialect.equals("postgresql")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "This release compares the schemas of PostgreSQL only.",
          "Leave --dialect out.");
    }
    List<ScratchServer> started = new ArrayList<>();
    try {
      Supplier<ScratchServer> servers = new Once<>(() -> started(context, started));
      SchemaReader reader = new SchemaReader(context, () -> options.open(context), servers);
      DatabaseSchema live = reader.read(from);
      DatabaseSchema desired = reader.read(to);
      List<Difference> differences = Difference.between(live, desired);
      List<SchemaChange> plan = PostgresPlanner.create().plan(live, desired);
      if (!plan.isEmpty() && !withoutProof) {
        prove(new Proof(servers.get()), live, desired, plan);
      }
      if (!options.quiet) {
        notes(context, live, desired);
        plan.stream()
            .flatMap(change -> change.losses().stream())
            .forEach(loss -> context.console().note("This loses " + Console.safe(loss) + "."));
      }
      if (format == Format.html && output == OutputFormat.text) {
        context
            .console()
            .raw(new DiffPage(from, to, live, desired).write(plan, SnapshotCommand::creation));
      } else {
        print(context.console(), differences, plan);
      }
      return exitCode && !differences.isEmpty() ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    } finally {
      started.forEach(ScratchServer::close);
    }
  }

  private ScratchServer started(CommandContext context, List<ScratchServer> started) {
    ScratchServer server = scratch == null ? new EmbeddedScratch() : given(context, scratch);
    started.add(server);
    return server;
  }

  private ScratchServer given(CommandContext context, String url) {
    SchemaReader reader =
        new SchemaReader(context, () -> options.open(context), EmbeddedScratch::new);
    return new GivenScratch(database -> reader.open(url, database).raw());
  }

  private static void prove(
      Proof proof, DatabaseSchema live, DatabaseSchema desired, List<SchemaChange> plan) {
    List<Difference> left = proof.differences(live, desired, plan);
    if (!left.isEmpty()) {
      throw new LockstepException(
          ErrorCode.INTERNAL,
          "On a scratch database the planned statements do not lead to what is wanted: "
              + left.getFirst().id()
              + (left.size() > 1 ? " and " + (left.size() - 1) + " more differ." : " differs."),
          "Please report this with both schemas. --no-proof prints the statements as they are.");
    }
  }

  private static void notes(CommandContext context, DatabaseSchema live, DatabaseSchema desired) {
    if (live.majorVersion() != desired.majorVersion()) {
      context
          .console()
          .note(
              "One side is of PostgreSQL %d, the other of %d, which may spell the same differently."
                  .formatted(live.majorVersion(), desired.majorVersion()));
    }
    List<String> unknown = new ArrayList<>(live.notManaged());
    desired.notManaged().stream().filter(one -> !unknown.contains(one)).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      context
          .console()
          .note("Not managed, and not compared: " + Console.safe(String.join(", ", unknown)) + ".");
    }
  }

  private void print(Console console, List<Difference> differences, List<SchemaChange> plan) {
    if (format == Format.json || output == OutputFormat.json) {
      console.line(Json.write(json(differences, plan)));
    } else {
      console.script(sql(plan));
    }
  }

  private static String sql(List<SchemaChange> plan) {
    StringBuilder text = new StringBuilder();
    boolean routines =
        plan.stream()
            .anyMatch(change ->
                change.action() != SchemaChange.Action.DROP
                    && List.of("function", "procedure").contains(change.object().kind()));
    if (routines) {
      text.append("SET check_function_bodies = off;\n");
    }
    for (SchemaChange change : plan) {
      change.statements().forEach(sql -> text.append(sql).append(";\n"));
    }
    return text.toString();
  }

  private static Json.Node json(List<Difference> differences, List<SchemaChange> plan) {
    return Json.object()
        .put("equal", differences.isEmpty())
        .put("differences", differences.stream().map(DiffCommand::json).toList())
        .put(
            "statements",
            plan.stream()
                .flatMap(change ->
                    change.statements().stream()
                        .map(sql ->
                            Json.object()
                                .put("action", change.action())
                                .put("kind", change.object().kind())
                                .put("path", change.object().path())
                                .put("sql", sql)))
                .toList())
        .put("losses", plan.stream().flatMap(change -> change.losses().stream()).toList());
  }

  static Json.Node json(Difference difference) {
    Json.Node node =
        Json.object().put("kind", difference.id().kind()).put("path", difference.id().path());
    return switch (difference) {
      case Difference.Added _ -> node.put("change", "added");
      case Difference.Removed _ -> node.put("change", "removed");
      case Difference.Changed(SchemaObject before, SchemaObject after, var attributes) ->
          node.put("change", "changed")
              .put(
                  "attributes",
                  attributes.stream()
                      .map(name ->
                          Json.object()
                              .put("name", name)
                              .put("from", before.texts(name))
                              .put("to", after.texts(name)))
                      .toList());
    };
  }
}
