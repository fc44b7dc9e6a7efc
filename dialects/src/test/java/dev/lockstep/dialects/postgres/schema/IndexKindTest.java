package dev.lockstep.dialects.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the definitions of indexes that are put together here to the server's own.
final class IndexKindTest {
  private static final String SERVERS =
      """
      SELECT i.relname, pg_catalog.pg_get_indexdef(i.oid) FROM pg_catalog.pg_class i
      JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
      WHERE i.relkind = 'i' AND n.nspname = 'public' AND NOT i.relispartition
      """;

  @ParameterizedTest
  @MethodSource("dev.lockstep.testkit.TestPostgres#versions")
  void spellsIndexesAsTheServerDoes(String version) throws SQLException {
    TestDatabase database = TestPostgres.version(version).freshDatabase();
    database.execute(
        """
        CREATE DOMAIN word AS varchar(20);
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE t (id int, "Odd Name" text, name varchar(10), code char(3), w word, m mood,
          tags int[], ip cidr, c text COLLATE "C", n name, "select" int);
        CREATE INDEX plain ON t (id);
        CREATE INDEX "Plain Two" ON t ("Odd Name", "select", name);
        CREATE UNIQUE INDEX u ON t (id DESC, name DESC NULLS LAST, code NULLS FIRST, w ASC);
        CREATE INDEX other_class ON t (name varchar_pattern_ops);
        CREATE INDEX strange_class ON t (name bpchar_ops);
        CREATE INDEX named_class ON t (name text_ops, id int4_ops);
        CREATE INDEX of_array ON t (tags);
        CREATE INDEX of_enum ON t (m);
        CREATE INDEX of_net ON t (ip);
        CREATE INDEX of_name ON t (n);
        CREATE INDEX collated ON t (name COLLATE "C");
        CREATE INDEX as_collated ON t (c);
        CREATE INDEX not_as_collated ON t (c COLLATE "POSIX");
        CREATE INDEX expression ON t (lower(name), id);
        CREATE INDEX partial ON t (id) WHERE id > 0;
        CREATE INDEX filled ON t (id) WITH (fillfactor = 50);
        CREATE INDEX including ON t (id) INCLUDE (name);
        CREATE INDEX hashed ON t USING hash (id);
        CREATE INDEX inverted ON t USING gin (tags);
        CREATE MATERIALIZED VIEW mv AS SELECT id FROM t;
        CREATE INDEX of_view ON mv (id);
        """
            + (Integer.parseInt(version) >= 15
                ? "CREATE UNIQUE INDEX one_null ON t (id) NULLS NOT DISTINCT;"
                : ""));
    try (Connection connection = database.connect()) {
      DatabaseSchema schema = PostgresInspector.inspect(connection);
      Map<String, String> read =
          schema.ofKind("index").stream()
              .collect(
                  Collectors.toMap(
                      index -> index.id().name(),
                      (SchemaObject index) -> index.text("definition"),
                      (one, _) -> one,
                      TreeMap::new));
      assertThat(read).isEqualTo(servers(connection)).hasSizeGreaterThanOrEqualTo(20);
    }
  }

  private static Map<String, String> servers(Connection connection) throws SQLException {
    Map<String, String> definitions = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = ''");
      try (ResultSet rows = statement.executeQuery(SERVERS)) {
        while (rows.next()) {
          definitions.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return definitions;
  }
}
