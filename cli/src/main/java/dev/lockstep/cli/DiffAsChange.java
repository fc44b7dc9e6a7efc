package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.engines.liquibase.text.ChangelogFormat;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.GitFolder;
import dev.lockstep.git.GitIdentity;
import dev.lockstep.git.GitRepository;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.NewChange;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.scratch.Division;
import dev.lockstep.scratch.Planning;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreeWithFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a difference as a change for an engine, without a project: `author diff` follows one.
///
/// @param engine `flyway` or `liquibase`
record DiffAsChange(CommandContext context, Scratches scratches, String engine) {
  private static final Pattern MIGRATION = Pattern.compile("V(\\d+(?:[._]\\d+)*)__([^/]+)\\.sql");

  /// *Errors*: `USAGE` for a file whose name the engine would not understand.
  ///
  /// @param file null for the standard output
  void write(SchemaPlan plan, @Nullable Path file) {
    NewChange change = change(plan, file);
    SequencedMap<String, byte[]> files =
        engine.equals("flyway") ? migrations(plan, change, file) : changelog(plan, change, file);
    if (!change.reversible()) {
      context.console().note("No way back was found, so none is written.");
    }
    if (file == null) {
      print(files);
      return;
    }
    Path place = context.invocation().directory().resolve(file);
    Path folder = place.toAbsolutePath().normalize().getParent();
    files.forEach((name, content) -> {
      if (engine.equals("flyway") && folder != null && Files.exists(folder.resolve(name))) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is a file " + name + " already.",
            "Give another name, or remove that file first.");
      }
    });
    files.forEach((name, content) -> {
      SnapshotCommand.write(
          folder == null ? place : folder.resolve(name),
          new String(content, StandardCharsets.UTF_8));
      context.console().line(Console.safe(name));
    });
  }

  private void print(SequencedMap<String, byte[]> files) {
    files.forEach((name, content) -> {
      if (files.size() > 1) {
        context.console().raw("-- " + name + "\n");
      }
      context.console().script(new String(content, StandardCharsets.UTF_8));
    });
  }

  private NewChange change(SchemaPlan plan, @Nullable Path file) {
    SchemaDialect dialect = SupportedSchemas.named(plan.from().dialect());
    Planning planning = new Planning(dialect, () -> scratches.of(dialect.name()), false, true);
    try (ScratchDatabase database = planning.holding(plan.from())) {
      database.execute(dialect.reset());
      List<Division.Part> parts =
          new Division(dialect, database)
              .divide(
                  plan,
                  engine.equals("flyway") ? Division.Together.ALL : Division.Together.SAME_OBJECT);
      Matcher name = MIGRATION.matcher(file == null ? "" : String.valueOf(file.getFileName()));
      return new NewChange(
          pieces(parts),
          new NewChange.Words(
              name.matches() ? name.group(2) : AuthorReport.described(plan.differences()),
              null,
              null,
              null),
          new NewChange.Form(
              Instant.now(),
              name.matches() ? name.group(1) : null,
              null,
              new NewChange.Changesets(user(), null, null, null),
              true));
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  /// Returns what a division found as an engine takes it.
  static List<NewChange.Piece> pieces(List<Division.Part> parts) {
    return parts.stream()
        .map(part ->
            new NewChange.Piece(
                part.statements(),
                part.reverse(),
                part.losses(),
                part.inTransaction(),
                part.reverseInTransaction()))
        .toList();
  }

  private String user() {
    Path here = context.invocation().directory();
    if (GitFolder.discover(here).isEmpty()) {
      return user(null);
    }
    try (GitRepository repository = GitRepository.open(here)) {
      return user(repository);
    }
  }

  private String user(@Nullable GitRepository repository) {
    return GitIdentity.of(repository, context.invocation()::variable, context.invocation().who())
        .name();
  }

  /// Names the files after the one that the user named; Flyway wants the same words in all of them.
  private SequencedMap<String, byte[]> migrations(
      SchemaPlan plan, NewChange change, @Nullable Path file) {
    if (file != null && change.form().version() == null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Flyway would not understand the name " + file.getFileName() + ".",
          "Name it as V7__add_total.sql.");
    }
    SequencedMap<String, byte[]> drafted = draft(plan, change, "", new LinkedHashMap<>()).files();
    if (file == null) {
      return drafted;
    }
    String slug = change.words().slug('_');
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    drafted.forEach((path, content) ->
        files.put(
            path.replaceFirst(
                "__" + Pattern.quote(slug) + "\\.sql",
                Matcher.quoteReplacement("__" + change.words().description() + ".sql")),
            content));
    return files;
  }

  private SequencedMap<String, byte[]> changelog(
      SchemaPlan plan, NewChange change, @Nullable Path file) {
    String name = file == null ? "changelog.yaml" : file.getFileName().toString();
    ChangelogFormat format =
        ChangelogFormat.of(name)
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.USAGE,
                    "The ending of " + name + " names no format of changelogs.",
                    "End it with .yaml, .xml, .json or .sql."));
    SequencedMap<String, byte[]> there = new LinkedHashMap<>();
    there.put(name, format.empty().text().getBytes(StandardCharsets.UTF_8));
    Path place = file == null ? null : context.invocation().directory().resolve(file);
    if (place != null && Files.exists(place)) {
      try {
        there.put(name, Files.readAllBytes(place));
      } catch (IOException e) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "Cannot read " + file + ".",
            "Name a new file, or a changelog that this user may read.",
            e);
      }
    }
    return draft(plan, change, name, there).files();
  }

  private Draft draft(
      SchemaPlan plan, NewChange change, String location, SequencedMap<String, byte[]> files) {
    EngineRequest request =
        new EngineRequest(
            new SchemaDefinition(
                "diff", engine, plan.from().dialect(), List.of(location), new LinkedHashMap<>()),
            new InstanceDefinition(
                "diff",
                "diff",
                "",
                new ConnectionDefinition(
                    null, null, 0, null, null, null, null, new LinkedHashMap<>()),
                null,
                List.of(),
                null,
                new LinkedHashMap<>()),
            new TreeWithFiles(FileTree.EMPTY, files),
            null,
            EngineRequest.Order.STRICT);
    return context.wiring().get().authoring(engine).orElseThrow().draft(request, change);
  }
}
