package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.GlobalPrecondition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.Reuse;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import dev.lockstep.engines.liquibase.bridge.SqlText;
import dev.lockstep.engines.liquibase.bridge.TreeFiles;
import dev.lockstep.engines.liquibase.bridge.WrittenPlaces;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Is a changelog of formatted SQL, read without Liquibase.
///
/// *Shape*: the values are those that Liquibase would give. A changeset whose SQL Liquibase may
/// split otherwise is left to Liquibase, which is opened then.
public final class FormattedChangelog implements OpenChangelog {
  private final List<FormattedChangeset> changesets;
  private final ChangelogDefinition definition;
  private final WrittenPlaces places;
  private final String databaseName;
  private final Supplier<OpenChangelog> liquibase;
  private @Nullable OpenChangelog opened;

  private FormattedChangelog(
      List<FormattedChangeset> changesets,
      ChangelogDefinition definition,
      TreeFiles files,
      String databaseName,
      Supplier<OpenChangelog> liquibase) {
    this.changesets = changesets;
    this.definition = definition;
    this.places = new WrittenPlaces(path -> text(path, files));
    this.databaseName = databaseName;
    this.liquibase = liquibase;
  }

  /// Reads a changelog; empty when there is anything in it that only Liquibase may read.
  ///
  /// @param liquibase has Liquibase read the same
  public static Optional<OpenChangelog> read(
      ChangelogRequest request, Supplier<OpenChangelog> liquibase) {
    try {
      return Optional.of(of(request, liquibase));
    } catch (NotOurs | LockstepException left) {
      // A file that cannot be read is told of by the reader that everything else is told by.
      System.getLogger("dev.lockstep.engines.liquibase")
          .log(System.Logger.Level.DEBUG, "left to Liquibase: {0}", left.getMessage());
      return Optional.empty();
    }
  }

  static FormattedChangelog of(ChangelogRequest request, Supplier<OpenChangelog> liquibase) {
    if (!request.options().jars().isEmpty()) {
      throw new NotOurs("jars, which may hold another reader");
    }
    HistoryTables tables = Tables.of(request);
    TreeFiles files = new TreeFiles(request.files(), request.options().searchRoots());
    Placeholders placeholders = new Placeholders(request.options().parameters());
    List<FormattedChangeset> changesets = new ArrayList<>();
    for (String logical : Includes.of(request.changelog(), files)) {
      changesets.addAll(file(logical, files, placeholders).read());
    }
    String database = request.server().database();
    ChangelogDefinition definition =
        new ChangelogDefinition(
            new Definitions(request).of(changesets),
            tables,
            List.of(),
            GlobalPrecondition.MET,
            String.valueOf(tables.changelogName().qualifier()).equals(database)
                ? Reuse.SAME_DATABASE
                : Reuse.SAME_SERVER_VERSION,
            files.touched());
    return new FormattedChangelog(changesets, definition, files, database, liquibase);
  }

  private static FormattedFile file(String logical, TreeFiles files, Placeholders placeholders) {
    FileEntry entry = files.find(logical);
    if (entry == null || !logical.endsWith(".sql")) {
      throw new NotOurs("a file that is missing or no SQL");
    }
    String text = Utf8File.text(files.content(entry));
    return new FormattedFile(logical, entry.path(), text, placeholders);
  }

  @Override
  public ChangelogDefinition definition() {
    return definition;
  }

  @Override
  public ForwardSql forward(int index) {
    FormattedChangeset changeset = changesets.get(index);
    if (changeset.preconditioned()) {
      return liquibase().forward(index);
    }
    ChangesetHeader header = changeset.header();
    String byEngine = header.is("failonerror", true) ? "" : "failOnError=false";
    ForwardSql.Route route = byEngine.isEmpty() ? ForwardSql.Route.DIRECT : ForwardSql.Route.ENGINE;
    try {
      List<String> statements =
          SqlStatements.of(
              changeset.sql(),
              header.text("enddelimiter"),
              header.split(),
              header.is("stripcomments", true));
      List<SqlText> texts = placed(changeset, statements);
      return new ForwardSql(route, texts, byEngine, reusable(statements));
    } catch (NotOurs left) {
      return liquibase().forward(index);
    }
  }

  @Override
  public BackwardSql backward(int index) {
    FormattedChangeset changeset = changesets.get(index);
    ChangesetHeader header = changeset.header();
    String rollback = changeset.rollback();
    if (rollback == null) {
      return liquibase().backward(index);
    }
    try {
      List<String> statements =
          rollback.isEmpty()
              ? List.of()
              : SqlStatements.of(
                  rollback,
                  header.text("rollbackenddelimiter"),
                  header.is("rollbacksplitstatements", true),
                  false);
      List<SqlText> texts = placed(changeset, statements);
      return new BackwardSql(BackwardSql.Route.DIRECT, texts, "", reusable(statements));
    } catch (NotOurs left) {
      return liquibase().backward(index);
    }
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private List<SqlText> placed(FormattedChangeset changeset, List<String> statements) {
    places.begin(changeset.source());
    return statements.stream()
        .map(text -> new SqlText(text, places.of(changeset.source(), text)))
        .toList();
  }

  private boolean reusable(List<String> statements) {
    return statements.stream().noneMatch(text -> text.contains(databaseName));
  }

  private OpenChangelog liquibase() {
    OpenChangelog known = opened;
    if (known == null) {
      known = liquibase.get();
      opened = known;
    }
    return known;
  }

  private static String text(String path, TreeFiles files) {
    FileEntry entry = files.entry(path);
    return entry == null ? "" : new String(files.content(entry), StandardCharsets.UTF_8);
  }
}
