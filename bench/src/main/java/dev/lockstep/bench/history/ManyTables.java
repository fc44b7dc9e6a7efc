package dev.lockstep.bench.history;

import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Writes a schema of many tables, and twenty differences from it.
///
/// *Shape*: each table has ten columns, a primary key, two more indexes and, but for the first, a
/// foreign key to the table before it; every tenth has a view. PostgreSQL and MariaDB alike.
public final class ManyTables {
  public static final int DIFFERENCES = 20;

  private ManyTables() {}

  /// Creates the schema in an empty database.
  public static void create(TestDatabase database, int tables) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int number = 1; number <= tables; number++) {
        String table = ChangeHistory.table(number);
        statement.execute(table(table, number));
        statement.execute("CREATE INDEX %1$s_a ON %1$s (name)".formatted(table));
        statement.execute("CREATE INDEX %1$s_b ON %1$s (kind, created)".formatted(table));
        if (number % 10 == 0) {
          statement.execute("CREATE VIEW v_%1$s AS SELECT id, name FROM %1$s".formatted(table));
        }
      }
    }
  }

  private static String table(String table, int number) {
    return """
    CREATE TABLE %s (
      id integer PRIMARY KEY,
      parent integer%s,
      name varchar(100) NOT NULL,
      kind char(3) DEFAULT 'abc' NOT NULL,
      amount numeric(12,2) DEFAULT 0,
      weight double precision,
      note text,
      day date,
      created timestamp NOT NULL,
      active smallint DEFAULT 1
    )\
    """
        .formatted(
            table,
            number == 1
                ? ""
                : ", CONSTRAINT %s_parent FOREIGN KEY (parent) REFERENCES %s (id)"
                    .formatted(table, ChangeHistory.table(number - 1)));
  }

  /// Makes so many objects of the schema other ones, all over it.
  public static void change(TestDatabase database, int tables) throws SQLException {
    for (int number = 0; number < DIFFERENCES; number++) {
      String table = ChangeHistory.table(1 + number * (tables / DIFFERENCES));
      List<String> kinds =
          List.of(
              "ALTER TABLE %s ADD COLUMN added integer",
              "ALTER TABLE %s DROP COLUMN note",
              "ALTER TABLE %s ALTER COLUMN amount TYPE numeric(14,2)",
              "ALTER TABLE %s ALTER COLUMN active SET DEFAULT 2",
              "CREATE INDEX added_%1$s ON %1$s (day)");
      database.execute(kinds.get(number % kinds.size()).formatted(table));
    }
  }
}
