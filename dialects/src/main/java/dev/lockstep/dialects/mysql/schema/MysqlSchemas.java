package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.schema.TableSizes;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.plan.Planner;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is MariaDB or MySQL, for whoever reads and writes schemas.
///
/// @param name the one used in `lockstep.yaml`
public record MysqlSchemas(String name) implements SchemaDialect {
  public static final MysqlSchemas MARIADB = new MysqlSchemas("mariadb");
  public static final MysqlSchemas MYSQL = new MysqlSchemas("mysql");

  /// An unknown table, column, function, sequence or trigger to follow; a view or a foreign key
  /// that lacks one of these.
  ///
  /// *Source*: https://mariadb.com/kb/en/mariadb-error-code-reference/,
  /// https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
  private static final Set<Integer> MISSING =
      Set.of(1005, 1054, 1072, 1146, 1305, 1356, 1824, 3011, 4031, 4091);

  /// Access to a database, a table or a routine, or a right of the whole server.
  private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227, 1370, 1419);

  private static final String USER = "(?:`(?:[^`]|``)*`|'[^']*'|\"[^\"]*\"|[\\w.%$-]+)";

  /// What stands before the user in whose name a program runs, and that user. Dumps put each part
  /// into a comment for the versions that know it.
  private static final Pattern DEFINER =
      Pattern.compile(
          "(?i)^((?:\\s++|/\\*M?!\\d*|\\*/|\\b(?:CREATE|OR|REPLACE|AGGREGATE|ALGORITHM\\s*=\\s*\\w+)\\b){0,30})"
              + "\\bDEFINER\\s*=\\s*"
              + USER
              + "(?:\\(\\)|\\s*@\\s*"
              + USER
              + ")?");

  private static final Pattern IGNORED =
      Pattern.compile("<((?:DATA|INDEX) DIRECTORY)> option ignored");

  /// Only one who may do anything creates programs in the name of somebody else.
  @Override
  public String onAnyServer(String sql) {
    return DEFINER.matcher(sql).replaceFirst("$1");
  }

  @Override
  public Optional<String> leftOut(SQLWarning remark) {
    Matcher option = IGNORED.matcher(String.valueOf(remark.getMessage()));
    return option.find() ? Optional.of("the " + option.group(1)) : Optional.empty();
  }

  @Override
  public DatabaseSchema inspect(Connection connection) throws SQLException {
    return MysqlInspector.inspect(connection);
  }

  @Override
  public Planner planner() {
    return MysqlPlanner.create();
  }

  @Override
  public String rename(ObjectId id, String name) {
    String own = Spelling.name(id.name());
    String to = " TO " + Spelling.name(name);
    return switch (id.kind()) {
      case "column" -> Spelling.alter(id.path().getFirst()) + "RENAME COLUMN " + own + to;
      // For MariaDB an index is broken by a name that is the same but for the case of its letters.
      case "index" ->
          Spelling.alter(id.path().getFirst())
              + "RENAME INDEX "
              + own
              + to
              + (id.name().equalsIgnoreCase(name) ? ", FORCE" : "");
      case "table", "view", "sequence" -> "RENAME TABLE " + own + to;
      default ->
          throw new LockstepException(
              ErrorCode.USAGE,
              "Lockstep renames no " + id.kind().replace('_', ' ') + ".",
              "Let " + id + " be dropped and created, or rename it by hand first.");
    };
  }

  /// For a client a statement ends at the first semicolon, also within a program.
  @Override
  public String scripted(String sql) {
    if (sql.indexOf(';') < 0) {
      return sql + ";\n";
    }
    StringBuilder delimiter = new StringBuilder(";;");
    while (sql.contains(delimiter)) {
      delimiter.append(';');
    }
    return "DELIMITER %1$s\n%2$s\n%1$s\nDELIMITER ;\n".formatted(delimiter, sql);
  }

  @Override
  public String hold(String name, String mark) {
    return "SELECT GET_LOCK('" + name + "', 0)";
  }

  @Override
  public String abandoned(String prefix) {
    return "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME REGEXP '^"
        + prefix
        + "[0-9a-f]{16}$' AND IS_FREE_LOCK(SCHEMA_NAME)";
  }

  @Override
  public Map<QualifiedName, TableSize> sizes(Connection connection) throws SQLException {
    return TableSizes.read(
        connection,
        """
        SELECT NULL, TABLE_NAME, coalesce(TABLE_ROWS, 0),
          coalesce(DATA_LENGTH, 0) + coalesce(INDEX_LENGTH, 0)
        FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'\
        """);
  }

  @Override
  public Optional<String> rightsOnMachine(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT GROUP_CONCAT(PRIVILEGE_TYPE ORDER BY PRIVILEGE_TYPE SEPARATOR ' and ') FROM"
                    + " information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE IN ('FILE',"
                    + " 'SUPER') AND GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''),"
                    + " '''')")) {
      row.next();
      return Optional.ofNullable(row.getString(1))
          .map(rights -> "has the privileges " + rights + ", and may use files of its machine");
    }
  }

  @Override
  public List<String> reset() {
    return List.of(
        "SET sql_mode = DEFAULT, time_zone = DEFAULT, foreign_key_checks = DEFAULT,"
            + " unique_checks = DEFAULT");
  }

  /// What a MariaDB does tells nothing of a MySQL, nor the other way round.
  @Override
  public Optional<Watch> watch(Connection connection, int version) throws SQLException {
    return Flavour.of(connection.getMetaData()).dialect().equals(name)
        ? Optional.of(new MysqlWatch(connection, this, version))
        : Optional.empty();
  }

  @Override
  public boolean lacksSomething(SQLException failure) {
    return MISSING.contains(failure.getErrorCode());
  }

  @Override
  public boolean lacksRights(SQLException failure) {
    return DENIED.contains(failure.getErrorCode());
  }
}
