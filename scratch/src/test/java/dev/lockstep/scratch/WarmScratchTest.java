package dev.lockstep.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.embedded.PostgresOptions;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarmScratchTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void nobodySeesWhatAnotherDid() throws SQLException {
    ScratchServer server = Scratches.embedded().of("postgresql");
    try (ScratchDatabase one = server.create();
        ScratchDatabase other = server.create()) {
      one.execute("CREATE TABLE t (id integer)");
      other.execute("CREATE TABLE t (id integer)");
      assertThat(one.address()).isNotEqualTo(other.address());
    }
  }

  @Test
  void whatIsGivenBackIsDropped() throws Exception {
    ScratchServer server = Scratches.embedded().of("postgresql");
    for (int number = 0; number < 10; number++) {
      try (ScratchDatabase database = server.create()) {
        database.execute("CREATE TABLE t (id integer)");
      }
    }
    try (ScratchDatabase database = server.create()) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (count(database, "SELECT count(*) FROM pg_database") > 8
          && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(count(database, "SELECT count(*) FROM pg_database")).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void whatAnEarlierDatabaseDidToTheRoleIsUndone() throws SQLException {
    ScratchServer server = Scratches.embedded().of("postgresql");
    try (ScratchDatabase database = server.create()) {
      database.execute("ALTER ROLE current_user SET search_path = elsewhere");
      database.execute("ALTER ROLE current_user SET statement_timeout = 1");
    }
    // Those that were ready already do not show it.
    for (int time = 0; time < 5; time++) {
      try (ScratchDatabase database = server.create()) {
        assertThat(text(database, "SHOW search_path")).isEqualTo("\"$user\", public");
        assertThat(text(database, "SHOW statement_timeout")).isEqualTo("5min");
      }
    }
  }

  /// The next databases are made ready, and the role with them, while this one is in use.
  @Test
  void theRoleIsAlteredWhileOthersAreMadeReady() throws SQLException {
    ScratchServer server = Scratches.embedded().of("postgresql");
    for (int time = 0; time < 15; time++) {
      try (ScratchDatabase database = server.create()) {
        for (int change = 0; change < 20; change++) {
          database.execute("ALTER ROLE current_user SET search_path = elsewhere");
          database.execute("ALTER ROLE current_user RESET search_path");
        }
      }
    }
  }

  @Test
  void aRoleOfAnEarlierDatabaseIsThere() throws SQLException {
    ScratchServer server = Scratches.embedded().of("postgresql");
    for (int time = 0; time < 2; time++) {
      try (ScratchDatabase database = server.create()) {
        database.execute("CREATE ROLE clerk");
        database.execute("CREATE TABLE t (id integer)");
        database.execute("GRANT SELECT ON t TO clerk");
        database.execute("GRANT SELECT ON t TO auditor");
      }
    }
  }

  @Test
  void nobodyIsSuperuser() throws SQLException {
    try (ScratchDatabase database = Scratches.embedded().of("postgresql").create()) {
      assertThat(count(database, "SELECT count(*) FROM pg_roles WHERE rolsuper AND rolname = user"))
          .isZero();
    }
  }

  @Test
  void aServerThatDiedIsStartedAnew() throws Exception {
    try (WarmScratch server =
        new WarmScratch(new EmbeddedScratch(PostgresOptions.onThisMachine()))) {
      List<ProcessHandle> before = servers();
      server.create().close();
      List<ProcessHandle> ours = new ArrayList<>(servers());
      ours.removeAll(before);
      assertThat(ours).isNotEmpty();
      ours.forEach(ProcessHandle::destroyForcibly);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      // Where nobody collects the dead, they keep their number and have no command any more.
      while (ours.stream().anyMatch(process -> process.info().command().isPresent())
          && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      try (ScratchDatabase database = server.create()) {
        assertThat(count(database, "SELECT 1")).isOne();
      }
    }
  }

  private static List<ProcessHandle> servers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .toList();
  }

  private static long count(ScratchDatabase database, String query) throws SQLException {
    return Long.parseLong(text(database, query));
  }

  private static String text(ScratchDatabase database, String query) throws SQLException {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
