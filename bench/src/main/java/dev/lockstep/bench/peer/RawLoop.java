package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Runs the changes and writes a history row for each through plain JDBC, knowing and checking
/// nothing: what no tool can beat without sending less.
///
/// @param form how the statements are grouped into messages
public record RawLoop(Form form) implements LibraryTool {
  private static final String HISTORY =
      """
      CREATE TABLE IF NOT EXISTS raw_history (
        rank integer PRIMARY KEY,
        version varchar(50),
        description varchar(200) NOT NULL,
        script varchar(1000) NOT NULL,
        checksum integer,
        installed_by varchar(100) NOT NULL DEFAULT current_user,
        installed_on timestamp NOT NULL DEFAULT now(),
        execution_time integer NOT NULL,
        success boolean NOT NULL)\
      """;
  private static final int TOGETHER = 20;

  /// How statements are grouped.
  public enum Form {
    STATEMENT_BY_STATEMENT("raw JDBC: change, history row, commit"),
    ONE_TRIP("raw JDBC: one round trip for each change"),
    TWENTY_A_TRIP("raw JDBC: 20 changes in a round trip");

    private final String words;

    Form(String words) {
      this.words = words;
    }
  }

  @Override
  public String name() {
    return form.words;
  }

  @Override
  public String historyTable() {
    return "raw_history";
  }

  @Override
  public void deploy(ChangeHistory history, TestDatabase database) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(HISTORY);
      switch (form) {
        case STATEMENT_BY_STATEMENT -> oneByOne(connection, history.changes());
        case ONE_TRIP -> {
          for (int number = 1; number <= history.changes(); number++) {
            // Several statements in one simple message are one implicit transaction.
            statement.execute(both(number));
          }
        }
        case TWENTY_A_TRIP -> {
          for (int first = 1; first <= history.changes(); first += TOGETHER) {
            statement.execute(together(first, Math.min(history.changes(), first + TOGETHER - 1)));
          }
        }
      }
    }
  }

  private static void oneByOne(Connection connection, int changes) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement change = connection.createStatement();
        PreparedStatement row =
            connection.prepareStatement(
                "INSERT INTO raw_history"
                    + " (rank, version, description, script, checksum, execution_time, success)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (int number = 1; number <= changes; number++) {
        change.execute(ChangeHistory.createTable(number));
        row.setInt(1, number);
        row.setString(2, "" + number);
        row.setString(3, "create " + ChangeHistory.table(number));
        row.setString(4, "V%d.sql".formatted(number));
        row.setInt(5, number);
        row.setInt(6, 1);
        row.setBoolean(7, true);
        row.executeUpdate();
        connection.commit();
      }
    }
  }

  private static String together(int first, int last) {
    StringBuilder text = new StringBuilder();
    for (int number = first; number <= last; number++) {
      text.append("BEGIN;").append(both(number)).append(";COMMIT;");
    }
    return text.toString();
  }

  private static String both(int number) {
    return ChangeHistory.createTable(number)
        + ";INSERT INTO raw_history"
        + " (rank, version, description, script, checksum, execution_time, success) VALUES ("
        + number
        + ", '"
        + number
        + "', 'create "
        + ChangeHistory.table(number)
        + "', 'V"
        + number
        + ".sql', "
        + number
        + ", 1, true)";
  }

  private Connection connect(TestDatabase database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    if (form != Form.STATEMENT_BY_STATEMENT) {
      properties.setProperty("preferQueryMode", "simple");
    }
    return DriverManager.getConnection(database.jdbcUrl(), properties);
  }
}
