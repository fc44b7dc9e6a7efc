package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.DatabaseSchema;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/// Tells the two products and their versions apart.
record Flavour(boolean isMariaDb, int major, int minor) {
  private static final String MARIADB = "mariadb";

  static Flavour of(DatabaseMetaData server) throws SQLException {
    return new Flavour(
        server.getDatabaseProductName().equalsIgnoreCase(MARIADB),
        server.getDatabaseMajorVersion(),
        server.getDatabaseMinorVersion());
  }

  static boolean isMariaDb(DatabaseSchema schema) {
    return schema.dialect().equals(MARIADB);
  }

  String dialect() {
    return isMariaDb ? MARIADB : "mysql";
  }

  boolean isMariaDbSince(int wantedMajor, int wantedMinor) {
    return isMariaDb && (major > wantedMajor || (major == wantedMajor && minor >= wantedMinor));
  }
}
