package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.worker.QuietLogs;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/// Is Liquibase itself, as anybody would use it, without Lockstep.
final class PlainLiquibase {
  private PlainLiquibase() {}

  static void update(Path tree, Settings settings, TestDatabase database) throws Exception {
    run(
        tree,
        settings,
        database,
        liquibase ->
            liquibase.update(
                new Contexts(String.join(",", settings.contexts())),
                new LabelExpression(settings.labels())));
  }

  static int unrun(Path tree, Settings settings, TestDatabase database) throws Exception {
    int[] count = new int[1];
    run(
        tree,
        settings,
        database,
        liquibase ->
            count[0] =
                liquibase
                    .listUnrunChangeSets(
                        new Contexts(String.join(",", settings.contexts())),
                        new LabelExpression(settings.labels()))
                    .size());
    return count[0];
  }

  @SuppressWarnings("try") // Liquibase's accessor declares more than it throws
  static void run(Path tree, Settings settings, TestDatabase database, Action action)
      throws Exception {
    Path root = tree.resolve(settings.options().getOrDefault("searchPath", ""));
    try (Connection connection = database.connect();
        DirectoryResourceAccessor accessor = new DirectoryResourceAccessor(root)) {
      Scope.child(
          Map.of(
              Scope.Attr.ui.name(),
              new LoggerUIService(),
              Scope.Attr.logService.name(),
              new QuietLogs(),
              "liquibase.analytics.enabled",
              "false"),
          () -> {
            Database target =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            target.setDatabaseChangeLogTableName(settings.historyTable());
            target.setDatabaseChangeLogLockTableName(
                settings
                    .options()
                    .getOrDefault("databaseChangeLogLockTableName", "DATABASECHANGELOGLOCK"));
            Liquibase liquibase = new Liquibase(settings.changelog(), accessor, target);
            settings.parameters().forEach(liquibase::setChangeLogParameter);
            action.run(liquibase);
          });
    }
  }

  interface Action {
    void run(Liquibase liquibase) throws Exception;
  }
}
