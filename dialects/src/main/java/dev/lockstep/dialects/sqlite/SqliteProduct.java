package dev.lockstep.dialects.sqlite;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.DriverOptions;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.HostileText;
import dev.lockstep.dialects.jdbc.Literals;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.dialects.jdbc.RowWrites;
import dev.lockstep.dialects.jdbc.SessionFacts;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqliteSplitter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// SQLite.
///
/// *Shape*: the definition's `database` (or the URL behind `jdbc:sqlite:`) is the file's path, or
/// `:memory:`. There is no statement timeout.
public final class SqliteProduct implements Product {
  private static final String PREFIX = "jdbc:sqlite:";
  private static final String MEMORY = ":memory:";
  private static final DriverOptions OPTIONS =
      new DriverOptions(
          "SQLite",
          List.of("foreign_keys", "journal_mode", "limit_attached", "synchronous"),
          List.of("user", "password", "key", "hexkey"));

  /// As `CURRENT_TIMESTAMP` writes it, with milliseconds.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Splitter splitter = new SqliteSplitter();

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public String title() {
    return "SQLite";
  }

  @Override
  public Reach reach() {
    return Reach.LOCAL_FILES;
  }

  @Override
  public Driver driver(DriverLocator locator) {
    return locator.find("org.sqlite.JDBC", "sqlite-jdbc", "org.xerial:sqlite-jdbc");
  }

  @Override
  public ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    OPTIONS.check(definition.options());
    String path = path(definition);
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("busy_timeout", Long.toString(settings.lockTimeout().toMillis()));
    properties.putAll(definition.options());
    return new ConnectionPlan(PREFIX + path, properties, HostileText.clean(path));
  }

  /// The driver would fetch `:resource:` from the network, read options behind `?` and let a
  /// `file:` name choose another virtual file system.
  private static String path(ConnectionDefinition definition) {
    String url = definition.url();
    String path =
        url == null
            ? Objects.requireNonNullElse(definition.database(), "")
            : url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
    boolean plain =
        !path.isBlank()
            && !path.startsWith(":")
            && !path.startsWith("file:")
            && path.indexOf('?') < 0
            && path.indexOf('\0') < 0;
    if (!plain && !path.equals(MEMORY)) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The instance does not name a database file.",
          "Give its path as database, or the url " + PREFIX + "PATH without options.");
    }
    return path;
  }

  @Override
  public SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    String path = driver.getURL().substring(PREFIX.length());
    Server server =
        new Server(
            "SQLite",
            driver.getDatabaseProductVersion(),
            driver.getDatabaseMajorVersion(),
            driver.getDatabaseMinorVersion(),
            path,
            "",
            "main");
    return new SessionFacts(
        server, 0, null, List.of("PRAGMA busy_timeout = " + settings.lockTimeout().toMillis()));
  }

  /// *Source*: https://www.sqlite.org/rescode.html; the low byte is the primary code.
  @Override
  public FailureCause cause(SQLException failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    return switch (failure.getErrorCode() & 0xff) {
      case 5, 6 -> FailureCause.LOCK_TIMEOUT;
      case 3, 23 -> FailureCause.PERMISSION_DENIED;
      case 7 -> FailureCause.OUT_OF_MEMORY;
      case 8 -> FailureCause.READ_ONLY;
      case 9 -> FailureCause.STATEMENT_TIMEOUT;
      case 13 -> FailureCause.DISK_FULL;
      case 14 -> FailureCause.UNKNOWN_DATABASE;
      case 1 ->
          message.contains("no such table")
              ? FailureCause.MISSING_TABLE
              : message.contains("syntax error") ? FailureCause.SYNTAX : FailureCause.OTHER;
      default -> FailureCause.OTHER;
    };
  }

  @Override
  public int blamedOffset(SQLException failure, String statement) {
    return -1;
  }

  @Override
  public Splitter splitter() {
    return splitter;
  }

  @Override
  public boolean transactionalDdl() {
    return true;
  }

  @Override
  public boolean tellsElapsed() {
    return false;
  }

  @Override
  public String quote(String identifier) {
    return Literals.standardQuote(identifier);
  }

  @Override
  public String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean truth -> truth ? "1" : "0";
      case Number number -> Literals.number(number);
      case Instant instant -> "'" + TIME.format(instant) + "'";
      case String text -> Literals.standardString(text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    };
  }

  @Override
  public String render(RowWrite write) {
    return RowWrites.render(
        this,
        write,
        value ->
            switch (value) {
              case RowWrite.Value.Literal literal -> literal(literal.value());
              case RowWrite.Value.Now now -> "CURRENT_TIMESTAMP";
              case RowWrite.Value.ElapsedMillis elapsed -> throw Literals.unmeasured();
            });
  }
}
