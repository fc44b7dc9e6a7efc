package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.name.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import liquibase.database.Database;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.datatype.DataTypeFactory;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.sqlgenerator.core.MarkChangeSetRanGenerator;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.structure.core.Column;
import liquibase.structure.core.Table;

/// Asks Liquibase how it spells and creates its own tables on a product.
final class TableDefinitions {
  private final Database database;

  private TableDefinitions(Database database) {
    this.database = database;
  }

  static HistoryTables of(Database database) {
    ObjectQuotingStrategy before = database.getObjectQuotingStrategy();
    database.setObjectQuotingStrategy(ObjectQuotingStrategy.LEGACY);
    try {
      return new TableDefinitions(database).read();
    } finally {
      database.setObjectQuotingStrategy(before);
    }
  }

  private HistoryTables read() {
    String changelog = reference(database.getDatabaseChangeLogTableName());
    String lock = reference(database.getDatabaseChangeLogLockTableName());
    return new HistoryTables(
        changelog,
        lock,
        stored(changelog),
        stored(lock),
        database.correctObjectName("ID", Column.class).equals("ID"),
        MarkChangeSetRanGenerator.getLiquibaseBuildVersion(),
        sql(new CreateDatabaseChangeLogTableStatement()),
        createLock(),
        List.of(fillLock(lock)));
  }

  private String reference(String table) {
    return database.escapeTableName(
        database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(), table);
  }

  private List<String> createLock() {
    List<String> statements = sql(new CreateDatabaseChangeLogLockTableStatement());
    if (!database.supportsCreateIfNotExists(Table.class)) {
      return statements;
    }
    // Lockstep may create the lock table before it runs the rest of the set-up.
    return statements.stream()
        .map(statement ->
            statement.startsWith("CREATE TABLE ")
                ? "CREATE TABLE IF NOT EXISTS " + statement.substring("CREATE TABLE ".length())
                : statement)
        .toList();
  }

  private String fillLock(String lock) {
    String no =
        DataTypeFactory.getInstance()
            .fromDescription("boolean", database)
            .objectToSql(false, database);
    return "INSERT INTO %s (ID, LOCKED) SELECT 1, %s FROM (SELECT 1 AS ONE) X WHERE NOT EXISTS (SELECT 1 FROM %s WHERE ID = 1)"
        .formatted(lock, no, lock);
  }

  private List<String> sql(SqlStatement statement) {
    List<String> texts = new ArrayList<>();
    for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
      texts.add(sql.toSql());
    }
    return texts;
  }

  /// Turns a reference into names as the server stores them.
  private QualifiedName stored(String reference) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int index = 0; index < reference.length(); index++) {
      char at = reference.charAt(index);
      if (quote == 0 && at == '.') {
        parts.add(fold(part.toString()));
        part.setLength(0);
      } else {
        if (quote == 0 && (at == '"' || at == '`' || at == '[')) {
          quote = at == '[' ? ']' : at;
        } else if (at == quote) {
          quote = 0;
        }
        part.append(at);
      }
    }
    parts.add(fold(part.toString()));
    String name = parts.removeLast();
    return new QualifiedName(parts.isEmpty() ? null : parts.getLast(), name);
  }

  private String fold(String part) {
    if (part.length() > 1 && !Character.isLetterOrDigit(part.charAt(0)) && part.charAt(0) != '_') {
      return part.substring(1, part.length() - 1);
    }
    return database.correctObjectName(part, Table.class);
  }
}
