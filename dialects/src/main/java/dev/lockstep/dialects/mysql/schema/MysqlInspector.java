package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Reads everything that one database of MariaDB or MySQL holds.
///
/// *Shape*: a query of the information schema for each kind of object; their number does not grow
/// with the objects, but for the few whose definition stands nowhere else. Writes nothing.
///
/// *Source*: MariaDB's documentation, "Information Schema Tables", 10.6 to 11.8; MySQL's,
/// "INFORMATION_SCHEMA Tables", 8.0 to 9.
public final class MysqlInspector {
  /// Reads objects of some kinds.
  private interface Reader {
    void read(Catalog catalog) throws SQLException;
  }

  /// What belongs to something comes after it.
  private static final List<Reader> READERS =
      List.of(
          TableKind::read,
          ColumnKind::read,
          SequenceKind::read,
          VersioningKind::read,
          PeriodKind::read,
          IndexKind::read,
          CheckKind::read,
          Expressions::read,
          PartitioningKind::read,
          ForeignKeyKind::read,
          RoutineKind::read,
          ViewKind::read,
          TriggerKind::read,
          EventKind::read,
          NotManaged::read);

  private MysqlInspector() {}

  /// Reads the database that a connection is in.
  ///
  /// *Errors*: the driver's own, for the caller to translate.
  public static DatabaseSchema inspect(Connection connection) throws SQLException {
    Flavour flavour = Flavour.of(connection.getMetaData());
    String mode;
    String database;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@sql_mode, DATABASE()")) {
      row.next();
      mode = row.getString(1);
      database = row.getString(2);
    }
    if (database == null) {
      throw new SQLException("No database selected", "3D000", 1046);
    }
    try (Statement statement = connection.createStatement()) {
      // How the server quotes what it tells depends on the mode.
      statement.execute("SET sql_mode = ''");
      Catalog catalog = new Catalog(connection, flavour, database);
      for (Reader reader : READERS) {
        reader.read(catalog);
      }
      return catalog.schema();
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET sql_mode = " + Spelling.plainLiteral(mode));
      }
    }
  }
}
