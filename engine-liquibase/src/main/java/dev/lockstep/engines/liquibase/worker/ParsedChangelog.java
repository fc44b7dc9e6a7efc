package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.parser.ChangeLogParser;
import liquibase.parser.ChangeLogParserFactory;

/// Is a changelog in Liquibase's own form, with the database object and filters it was read for.
record ParsedChangelog(
    Database database,
    DatabaseChangeLog changelog,
    Parameters parameters,
    Contexts contexts,
    LabelExpression labels) {

  /// Reads the changelog; called inside a slot's scope.
  static ParsedChangelog read(
      ChangelogRequest request, TreeAccessor accessor, JdbcConnection connection) throws Exception {
    Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
    if (database instanceof PostgresDatabase) {
      // Liquibase would ask the connection and come to the same.
      database.setDefaultSchemaName(request.server().defaultSchema());
    }
    configure(database, request.options());
    Contexts contexts = new Contexts(String.join(",", request.contexts()));
    LabelExpression labels = new LabelExpression(request.labels());
    Parameters parameters =
        new Parameters(database, request.options().parameters(), contexts, labels);
    DatabaseChangeLog changelog =
        Scope.child(
            Map.of(Scope.Attr.database.name(), database),
            () -> {
              ChangeLogParser parser =
                  ChangeLogParserFactory.getInstance().getParser(request.changelog(), accessor);
              return parser.parse(request.changelog(), parameters, accessor);
            });
    return new ParsedChangelog(database, changelog, parameters, contexts, labels);
  }

  /// Returns the same changelog for another connection to the same database.
  ParsedChangelog on(JdbcConnection connection, LiquibaseOptions options) throws DatabaseException {
    Database other = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
    configure(other, options);
    return new ParsedChangelog(other, changelog, parameters, contexts, labels);
  }

  private static void configure(Database database, LiquibaseOptions options)
      throws DatabaseException {
    if (options.defaultSchema() != null) {
      database.setDefaultSchemaName(options.defaultSchema());
    }
    if (options.liquibaseSchema() != null) {
      database.setLiquibaseSchemaName(options.liquibaseSchema());
    }
    if (options.changelogTable() != null) {
      database.setDatabaseChangeLogTableName(options.changelogTable());
    }
    if (options.lockTable() != null) {
      database.setDatabaseChangeLogLockTableName(options.lockTable());
    }
  }
}
