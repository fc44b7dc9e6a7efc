package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds engine and library to the same rows and the same history table on other products.
final class OtherProductsTest {
  private static final List<String> TABLE =
      List.of(
          "SELECT table_name, column_name, column_type, is_nullable, column_default, extra FROM"
              + " information_schema.columns WHERE table_schema = database() ORDER BY table_name,"
              + " ordinal_position",
          "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM"
              + " information_schema.statistics WHERE table_schema = database() ORDER BY"
              + " table_name, index_name, seq_in_index");

  @TempDir Path folder;

  private static MemoryTree shop() {
    return MemoryTree.of(
        "db/V1__customers.sql",
        """
        create table customer (id int primary key, name varchar(80));
        insert into customer values (1, 'a;b');
        """,
        "db/V2__orders.sql",
        "create table orders (id int primary key);\ncreate index orders_id on orders (id);\n",
        "db/U2__drop.sql",
        "drop table orders;\n",
        "db/R__names.sql",
        "create view names as select name from customer;\n");
  }

  private static void compare(Lab library, Lab engine, Path folder) {
    library.library(shop(), folder).migrate();
    assertThat(engine.assess(shop()).faults()).isEmpty();
    engine.deploy(shop());
    assertThat(engine.history()).isEqualTo(library.history());
    assertThat(engine.assess(shop()).pending()).isEmpty();
    assertThat(library.assess(shop()).pending()).isEmpty();
    assertThat(library.assess(shop()).faults()).isEmpty();
    assertThat(engine.library(shop(), folder).migrate().migrationsExecuted).isZero();
  }

  private static void undoAndRedo(Lab lab, Path folder) {
    lab.engine()
        .planRollback(lab.request(shop()), lab.session(), new RollbackTarget.Version("1"))
        .steps()
        .forEach(lab::execute);
    assertThat(lab.library(shop(), folder).migrate().migrationsExecuted).isEqualTo(1);
    assertThat(lab.assess(shop()).faults()).isEmpty();
  }

  @Test
  void mariaDb() {
    try (Lab library = Lab.on("mariadb", TestMariaDb.database());
        Lab engine = Lab.on("mariadb", TestMariaDb.database())) {
      assertThat(engine.assess(shop()).pending())
          .extracting(each -> each.execution())
          .containsOnly(new Execution.Direct(Execution.TransactionMode.PER_STATEMENT));
      compare(library, engine, folder);
      for (String query : TABLE) {
        assertThat(engine.rows(query)).isEqualTo(library.rows(query)).isNotEmpty();
      }
      undoAndRedo(engine, folder);
    }
  }

  @Test
  void mariaDbKeepsThePlainLibraryOutAndNamesTheHolder() throws InterruptedException {
    try (Lab lab = Lab.on("mariadb", TestMariaDb.database())) {
      Thread plain;
      try (JdbcSession other = lab.open();
          EngineLock _ = lab.engine().lock(lab.request(shop()), other, "run-1")) {
        assertThatThrownBy(() -> lab.engine().lock(lab.request(shop()), lab.session(), "run-2"))
            .hasMessageContaining("held by connection");
        plain = Thread.ofPlatform().start(() -> lab.library(shop(), folder).migrate());
        String waiting =
            "SELECT count(*) FROM information_schema.processlist WHERE state LIKE 'User lock%'";
        while (plain.isAlive() && lab.rows(waiting).equals(List.of("0"))) {
          Thread.onSpinWait();
        }
        assertThat(plain.isAlive()).isTrue();
      }
      plain.join();
      assertThat(lab.history()).hasSize(3);
    }
  }

  @Test
  void mariaDbRunsCallbacksThroughTheLibrary() {
    MemoryTree files = shop().put("db/afterMigrate.sql", "insert into customer values (9, 'end');");
    try (Lab lab = Lab.on("mariadb", TestMariaDb.database())) {
      lab.deploy(files);
      assertThat(lab.rows("select count(*) from customer")).containsExactly("2");
      assertThat(lab.history()).hasSize(3);
    }
  }

  @Test
  void sqlite() {
    try (Lab library = Lab.on("sqlite", file("library.db"));
        Lab engine = Lab.on("sqlite", file("engine.db"))) {
      compare(library, engine, folder);
      String schema = "select sql from sqlite_master where sql is not null order by name";
      assertThat(engine.rows(schema).stream().map(OtherProductsTest::squeezed).toList())
          .isEqualTo(library.rows(schema).stream().map(OtherProductsTest::squeezed).toList());
      undoAndRedo(engine, folder);
    }
  }

  @Test
  void h2() {
    try (Lab library = Lab.on("h2", memory("library"));
        Lab engine = Lab.on("h2", memory("engine"))) {
      compare(library, engine, folder);
      undoAndRedo(engine, folder);
    }
  }

  private TestDatabase file(String name) {
    return new TestDatabase("jdbc:sqlite:" + folder.resolve(name), "", 0, "", "", "");
  }

  private static TestDatabase memory(String name) {
    return new TestDatabase("jdbc:h2:mem:" + name, "", 0, "", "", "");
  }

  private static String squeezed(String sql) {
    return sql.replaceAll("\\s+", " ").replace("\"main\".", "");
  }
}
