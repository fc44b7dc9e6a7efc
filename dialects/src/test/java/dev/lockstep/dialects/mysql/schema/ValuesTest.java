package dev.lockstep.dialects.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changes columns that hold something, and lets the server judge whether a plan said what would
/// become of it.
final class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "int                  | int NOT NULL          | NULL                         | refused",
        "int                  | int NOT NULL DEFAULT 1 | NULL                        | refused",
        "int                  | bigint                | 2147483647                   | kept",
        "int                  | smallint              | 40000                        | refused",
        "int unsigned         | int                   | 4294967295                   | refused",
        "int unsigned         | bigint                | 4294967295                   | kept",
        "int                  | int unsigned          | -1                           | refused",
        "bigint unsigned      | decimal(20,0)         | 18446744073709551615         | kept",
        "bigint               | decimal(18,0)         | 9223372036854775807          | refused",
        "bigint               | double                | 9007199254740993             | changed",
        "int                  | float                 | 123456789                    | changed",
        "smallint             | float                 | 32767                        | kept",
        "decimal(8,3)         | decimal(8,2)          | 1.239                        | changed",
        "decimal(8,3)         | decimal(7,3)          | 12345.678                    | refused",
        "decimal(8,3)         | decimal(7,2)          | 99999.999                    | refused",
        "decimal(8,3)         | decimal(9,3)          | 99999.999                    | kept",
        "decimal(3,0)         | tinyint               | 999                          | refused",
        "decimal(4,1)         | int                   | 9.5                          | changed",
        "decimal(30,20)       | double                | 1.12345678901234567891       | changed",
        "double               | float                 | 1e300                        | refused",
        "double               | float                 | 1.123456789                  | changed",
        "double               | decimal(5,2)          | 1.239                        | changed",
        "double               | int                   | 1e20                         | refused",
        "varchar(20)          | varchar(10)           | 'more than ten'              | refused",
        "varchar(20)          | varchar(30)           | 'twenty characters!!!'       | kept",
        "varchar(20)          | text                  | 'twenty characters!!!'       | kept",
        "varchar(20)          | tinytext              | '🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂'"
            + " | kept",
        "varchar(100)         | tinytext              | repeat('🙂', 100)            | refused",
        "tinytext             | varchar(63)           | repeat('x', 255)             | refused",
        "text                 | tinytext              | repeat('x', 256)             | refused",
        "text                 | mediumtext            | repeat('x', 65535)           | kept",
        "int                  | varchar(5)            | 123456                       | refused",
        "bigint               | varchar(70)           | -9223372036854775808         | kept",
        "varchar(20)          | int                   | 'x'                          | refused",
        "varchar(20)          | date                  | 'x'                          | refused",
        "varchar(20)          | varchar(20) CHARACTER SET latin1 | '→'               | refused",
        "varchar(20) CHARACTER SET latin1 | varchar(20) CHARACTER SET utf8mb4 | 'é'  | kept",
        "varchar(20) CHARACTER SET ascii | varchar(20) CHARACTER SET latin1 | 'e'    | kept",
        "varbinary(20)        | varbinary(5)          | 'abcdef'                     | refused",
        "blob                 | text                  | x'ff'                        | refused",
        "enum('a','b')        | enum('b','a','c')     | 'b'                          | kept",
        "enum('a','b')        | enum('a')             | 'b'                          | refused",
        "set('a','b')         | set('b')              | 'a,b'                        | refused",
        "enum('a','bcd')      | varchar(2)            | 'bcd'                        | refused",
        "datetime             | date                  | '2025-01-02 03:04:05'        | changed",
        "datetime(6)          | datetime(3)           | '2025-01-02 03:04:05.123456' | changed",
        "datetime             | timestamp             | '1900-01-01 00:00:00'        | refused",
        "timestamp(6)         | datetime(6)           | '2025-01-02 03:04:05.123456' | kept",
        "time(6)              | time                  | '03:04:05.123456'            | changed",
        "date                 | int                   | '2025-01-02'                 | changed",
        "bit(9)               | bit(3)                | b'111111111'                 | refused",
      })
  void tellsWhatBecomesOfIt(String from, String to, String value, String outcome)
      throws SQLException {
    TestDatabase live = TestMariaDb.database();
    TestDatabase wanted = TestMariaDb.database();
    MariaPairs.execute(
        live, "CREATE TABLE t (v " + from + "); INSERT INTO t VALUES (" + value + ");");
    MariaPairs.execute(wanted, "CREATE TABLE t (v " + to + ");");
    String before = text(live);
    SchemaChange change =
        MysqlPlanner.create().plan(MariaPairs.inspect(live), MariaPairs.inspect(wanted)).getFirst();
    String seen;
    try {
      MariaPairs.execute(live, String.join(";\n", change.statements()) + ";");
      seen = text(live).equals(before) ? "kept" : "changed";
    } catch (SQLException refused) {
      seen = "refused";
    }
    assertThat(seen).as(change.statements().toString()).isEqualTo(outcome);
    switch (outcome) {
      case "refused" -> assertThat(change.failsIf()).isNotEmpty();
      case "changed" -> assertThat(change.losses().size() + change.failsIf().size()).isPositive();
      default -> {
        assertThat(change.failsIf()).isEmpty();
        assertThat(change.losses()).isEmpty();
      }
    }
  }

  private static String text(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT v FROM t")) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
