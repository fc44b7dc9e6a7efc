package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.Scratches;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Holds the options of commands that plan the way from one schema to another.
final class PlanOptions {
  @Option(
      names = "--online",
      description =
          "Prefer statements that let others go on reading and writing, such as CREATE INDEX"
              + " CONCURRENTLY, or that the server refuses where it cannot let them, such as"
              + " ALGORITHM=INSTANT. Some of them run outside transactions only.")
  private boolean online;

  @Option(
      names = "--rename",
      paramLabel = "RENAME",
      description =
          "What bears another name now and is no other thing, such as \"column public.orders.total"
              + " to amount\". Files of SQL say it in a comment: -- lockstep:rename …")
  private List<String> renames = new ArrayList<>();

  /// Plans the way, asks about renames and says what people should know of it.
  ///
  /// @param reader which has read both sides
  /// @param prove whether to run the plan on a scratch database
  SchemaPlan plan(SchemaReader reader, Scratches scratches, Ends ends, boolean prove) {
    DatabaseSchema from = ends.from();
    DatabaseSchema to = ends.to();
    DiffCommand.refuseMixture(from, to);
    SchemaPlan plan =
        new Planning(
                SupportedSchemas.named(from.dialect()),
                () -> scratches.of(from.dialect()),
                online,
                prove)
            .plan(
                from,
                to,
                new RenameQuestions(ends.console(), ends.quiet())
                    .open(from, to, renames, reader.renames()));
    if (!ends.quiet()) {
      DiffCommand.notes(ends.console(), plan);
    }
    return plan;
  }

  /// Is what a plan leads from and to, and whom to ask about it.
  ///
  /// @param quiet asks nothing and notes nothing
  record Ends(DatabaseSchema from, DatabaseSchema to, Console console, boolean quiet) {}
}
