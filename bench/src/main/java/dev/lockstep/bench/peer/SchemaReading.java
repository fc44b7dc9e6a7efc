package dev.lockstep.bench.peer;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.BothSides;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// Is Lockstep's reading of schemas, in this JVM and from its command line.
public final class SchemaReading {
  private SchemaReading() {}

  /// Reads two databases and counts the objects that differ.
  public static int differences(TestDatabase from, TestDatabase to) throws SQLException {
    BothSides sides = BothSides.read(() -> read(from), () -> read(to));
    return Difference.between(sides.from(), sides.to()).size();
  }

  private static DatabaseSchema read(TestDatabase database) throws SQLException {
    SchemaDialect dialect = SupportedSchemas.named(database.jdbcUrl().split(":")[1]);
    try (Connection connection = database.connect()) {
      return dialect.inspect(connection);
    }
  }

  /// Returns a database's address as the command line takes it; the password goes apart.
  public static String url(TestDatabase database) {
    return database.jdbcUrl() + "?user=" + database.user();
  }

  /// Returns the program that users start.
  public static String launcher() {
    return Path.of(System.getProperty("lockstep.root", "")).resolve("lockstep").toString();
  }
}
