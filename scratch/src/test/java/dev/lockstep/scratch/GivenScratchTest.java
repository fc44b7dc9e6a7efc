package dev.lockstep.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.scratch.ScratchServer.Address;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Makes databases on servers of others, where runs may have been killed.
final class GivenScratchTest {
  private static final String DEAD = "lockstep_scratch_ffee000000000001";
  private static final String HELD = "lockstep_scratch_ffee000000000002";
  private static final String THEIRS = "lockstep_scratch_of_mia";

  /// Is a server with two ways to it, as a user may name another database next time.
  private record Named(TestDatabase database) implements GivenScratch.Server {
    @Override
    public Address address(String name) {
      return new Address(
          name.isEmpty()
              ? database.jdbcUrl()
              : database.jdbcUrl().replace("/" + database.database(), "/" + name),
          database.user(),
          database.password());
    }

    @Override
    public Connection open(Address address) throws SQLException {
      return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    Connection open() throws SQLException {
      return open(address(""));
    }
  }

  @Test
  void whatAKilledRunLeftOnPostgresGoes() throws SQLException {
    onlyTheDeadGoes(
        "postgresql",
        TestPostgres.database(),
        TestPostgres.database(),
        "SELECT datname FROM pg_database WHERE datname LIKE 'lockstep%' ORDER BY 1");
  }

  @Test
  void whatAKilledRunLeftOnMariaDbGoes() throws SQLException {
    onlyTheDeadGoes(
        "mariadb",
        TestMariaDb.database(),
        TestMariaDb.database(),
        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'lockstep%'"
            + " ORDER BY 1");
  }

  private static void onlyTheDeadGoes(
      String product, TestDatabase first, TestDatabase second, String databases)
      throws SQLException {
    SchemaDialect dialect = SupportedSchemas.named(product);
    Named one = new Named(first);
    List<String> said = new ArrayList<>();
    try (Connection watcher = one.open();
        Connection holder = new Named(second).open()) {
      run(watcher, "CREATE DATABASE " + DEAD);
      run(watcher, "CREATE DATABASE " + THEIRS);
      run(holder, dialect.hold(HELD, HELD.substring(HELD.length() - 16)));
      run(holder, "CREATE DATABASE " + HELD);

      try (ScratchDatabase used = new GivenScratch(dialect, one, said::add).create();
          ScratchDatabase other =
              new GivenScratch(dialect, new Named(second), said::add).create()) {
        used.execute("CREATE TABLE t (id int)");
        other.execute("CREATE TABLE t (id int)");

        assertThat(said).hasSize(2);
        assertThat(texts(watcher, databases)).hasSize(4).contains(HELD, THEIRS);
      }

      assertThat(texts(watcher, databases)).containsExactly(HELD, THEIRS);
      run(watcher, "DROP DATABASE " + HELD);
      run(watcher, "DROP DATABASE " + THEIRS);
    }
  }

  @Test
  void whoMayUseTheMachineIsTold() throws SQLException {
    SchemaDialect postgres = SupportedSchemas.named("postgresql");
    SchemaDialect mariadb = SupportedSchemas.named("mariadb");
    try (Connection superuser = new Named(TestPostgres.database()).open();
        Connection root = new Named(TestMariaDb.database()).open();
        ScratchDatabase ours = Scratches.embedded().of("postgresql").create();
        ScratchDatabase also = Scratches.embedded().of("mariadb").create()) {
      assertThat(postgres.rightsOnMachine(superuser))
          .hasValueSatisfying(words -> assertThat(words).contains("superuser"));
      assertThat(mariadb.rightsOnMachine(root))
          .hasValueSatisfying(words -> assertThat(words).contains("FILE and SUPER"));
      assertThat(postgres.rightsOnMachine(ours.connection())).isEmpty();
      assertThat(mariadb.rightsOnMachine(also.connection())).isEmpty();
      run(superuser, "CREATE ROLE reader IN ROLE pg_read_server_files");
      run(superuser, "SET ROLE reader");
      assertThat(postgres.rightsOnMachine(superuser)).isPresent();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
