package dev.lockstep.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Writes what is desired into files, an object in each, and loads them back in any order.
final class DesiredSqlTest {
  private static final SchemaDialect POSTGRES = SupportedSchemas.named("postgresql");

  @Test
  void indexesThatPartitionsLackYetComeBack() {
    comesBack(
        """
        CREATE TABLE log (id int NOT NULL, day date) PARTITION BY LIST (id);
        CREATE TABLE log_1 PARTITION OF log FOR VALUES IN (1);
        CREATE TABLE log_2 PARTITION OF log FOR VALUES IN (2);
        CREATE INDEX log_day ON ONLY log (day);
        CREATE INDEX log_2_by_day ON log_2 (day);
        ALTER INDEX log_day ATTACH PARTITION log_2_by_day;
        ALTER TABLE ONLY log ADD CONSTRAINT log_key UNIQUE (id);
        ALTER TABLE log_1 ADD CONSTRAINT log_1_key UNIQUE (id);
        ALTER INDEX log_key ATTACH PARTITION log_1_key;
        """);
  }

  @Test
  void partitionsWithAnOrderAndNamesComeBack() {
    comesBack(
        """
        CREATE TABLE log (id int CONSTRAINT there NOT NULL, day date, note text)
          PARTITION BY LIST (id);
        CREATE TABLE log_1 (note text, day date, id int CONSTRAINT log_1_there NOT NULL);
        ALTER TABLE log_1 ADD CONSTRAINT key_of_1 PRIMARY KEY (id);
        CREATE INDEX day_of_1 ON log_1 (day);
        ALTER TABLE log ATTACH PARTITION log_1 FOR VALUES IN (1);
        ALTER TABLE log_1 ALTER note SET STORAGE EXTERNAL;
        ALTER TABLE log ADD PRIMARY KEY (id);
        CREATE INDEX ON log (day);
        CREATE TABLE log_2 PARTITION OF log FOR VALUES IN (2);
        CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
        CREATE TRIGGER seen AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION seen();
        ALTER TABLE log_1 DISABLE TRIGGER seen;
        CREATE UNIQUE INDEX once ON log_1 (note);
        ALTER TABLE log ADD CHECK (day > $$2000-01-01$$);
        """);
  }

  @Test
  void partitionsInPartitionsComeBack() {
    comesBack(
        """
        CREATE TABLE log (id int NOT NULL, day date, note text) PARTITION BY LIST (id);
        CREATE TABLE log_1 (day date, note text, id int NOT NULL) PARTITION BY LIST (day);
        CREATE TABLE log_1_a (note text, id int NOT NULL, day date);
        ALTER TABLE log_1 ATTACH PARTITION log_1_a FOR VALUES IN ('2025-01-01');
        CREATE TABLE log_1_b PARTITION OF log_1 (note NOT NULL) FOR VALUES IN ('2025-01-02');
        ALTER TABLE log ATTACH PARTITION log_1 FOR VALUES IN (1);
        ALTER TABLE log ADD CONSTRAINT log_key UNIQUE (id, day);
        ALTER INDEX log_1_id_day_key RENAME TO key_of_1;
        ALTER INDEX log_1_a_id_day_key RENAME TO key_of_1_a;
        ALTER INDEX log_1_b_id_day_key RENAME TO key_of_1_b;
        COMMENT ON COLUMN log_1_a.note IS 'first';
        """);
  }

  @Test
  void rightsComeBackWhateverDefaultsSay() {
    comesBack(
        """
        CREATE FUNCTION for_all() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE TABLE for_one (id int);
        ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
        CREATE FUNCTION for_one() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE TABLE for_all (id int);
        """);
  }

  /// Who may run C code of the server's may do anything there.
  @Test
  void accessMethodsWantAnotherServer() {
    DatabaseSchema empty = schema(List.of(new Script("test.sql", "")));
    List<SchemaObject> objects = new ArrayList<>(empty.objects().values());
    objects.add(
        new SchemaObject(
            ObjectId.of("access_method", "heap_too"),
            null,
            new TreeMap<>(
                Map.of(
                    "definition",
                    List.of(
                        "CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER"
                            + " pg_catalog.heap_tableam_handler"))),
            List.of()));
    Planning planning =
        new Planning(POSTGRES, () -> Scratches.embedded().of("postgresql"), false, true);

    assertThatThrownBy(() -> planning.plan(empty, empty.holding(objects), List.of()))
        .hasMessageContaining("cannot be proven on a scratch database")
        .extracting(failure -> ((LockstepException) failure).code())
        .isEqualTo(ErrorCode.CONFIGURATION);
  }

  private static void comesBack(String sql) {
    DatabaseSchema desired = schema(List.of(new Script("test.sql", sql)));
    SortedMap<String, String> files = new TreeMap<>();
    for (SchemaChange change : POSTGRES.creation(desired)) {
      String file = desired.lineage(change.object()).getLast().id().toString();
      change.statements().forEach(one -> files.merge(file, one + ";\n", String::concat));
    }
    List<Script> scripts = new ArrayList<>();
    files.forEach((file, text) -> scripts.add(new Script(file, text)));
    assertThat(Difference.between(schema(scripts), desired)).isEmpty();
    Collections.reverse(scripts);
    assertThat(Difference.between(schema(scripts), desired)).isEmpty();
  }

  private static DatabaseSchema schema(List<Script> scripts) {
    return DesiredSql.schema(Scratches.embedded().of("postgresql"), POSTGRES, scripts);
  }
}
