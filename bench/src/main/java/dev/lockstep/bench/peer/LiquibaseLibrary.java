package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.history.CustomJar;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.util.Map;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/// Is Liquibase as a library with its default settings.
///
/// @param changelog which form of the history it runs
/// @param classes where it finds the classes that the changelog names
public record LiquibaseLibrary(String name, String changelog, ClassLoader classes)
    implements LibraryTool {
  public static LiquibaseLibrary onPlainSql() {
    return new LiquibaseLibrary(
        "Liquibase 4.33.0 library",
        ChangeHistory.FORMATTED_SQL,
        LiquibaseLibrary.class.getClassLoader());
  }

  /// The user's jar stays open as long as this JVM.
  public static LiquibaseLibrary onCustomChanges() throws IOException {
    return new LiquibaseLibrary(
        "Liquibase 4.33.0 library, alone",
        ChangeHistory.CUSTOM_XML,
        new URLClassLoader(
            new URL[] {CustomJar.path().toUri().toURL()}, LiquibaseLibrary.class.getClassLoader()));
  }

  @Override
  public String historyTable() {
    return "databasechangelog";
  }

  @Override
  public void deploy(ChangeHistory history, TestDatabase target) throws Exception {
    // It holds nothing open; its close does nothing.
    DirectoryResourceAccessor files = new DirectoryResourceAccessor(history.folder().toFile());
    try (Connection connection = target.connect();
        Database database =
            DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(connection))) {
      Scope.child(
          Map.of(
              Scope.Attr.resourceAccessor.name(),
              files,
              Scope.Attr.ui.name(),
              new LoggerUIService(),
              Scope.Attr.classLoader.name(),
              classes,
              "liquibase.analytics.enabled",
              "false"),
          () -> update(database));
    }
  }

  private void update(Database database) throws Exception {
    new CommandScope("update")
        .addArgumentValue("changelogFile", changelog)
        .addArgumentValue("database", database)
        .setOutput(OutputStream.nullOutputStream())
        .execute();
  }
}
