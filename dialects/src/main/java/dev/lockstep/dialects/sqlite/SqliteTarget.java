package dev.lockstep.dialects.sqlite;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.CatalogPrint;
import dev.lockstep.dialects.target.FenceLock;
import dev.lockstep.dialects.target.FileFenceLock;
import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.dialects.target.LedgerTables;
import dev.lockstep.dialects.target.LocalFenceLock;
import dev.lockstep.dialects.target.Pipeline;
import dev.lockstep.dialects.target.PlainPipeline;
import dev.lockstep.dialects.target.Probe;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.dialects.target.TargetParts;
import dev.lockstep.dialects.target.TransactionTexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Is what a target on SQLite is made of.
public final class SqliteTarget implements TargetParts {
  private final LocalFenceLock.Held held = new LocalFenceLock.Held();

  @Override
  public List<String> dialects() {
    return List.of("sqlite");
  }

  @Override
  public LedgerStyle ledger(Server server) {
    return new SqliteLedgerStyle();
  }

  @Override
  public TransactionTexts transactions() {
    return new TransactionTexts(List.of("BEGIN IMMEDIATE"), List.of("COMMIT"), List.of("ROLLBACK"));
  }

  @Override
  public Pipeline pipeline(JdbcSession session) {
    return new PlainPipeline(session.raw(), PlainPipeline.Transactions.STATEMENTS);
  }

  @Override
  public FenceLock fenceLock(JdbcSession session, LedgerTables tables, Surroundings surroundings) {
    String database = session.server().database();
    // A database in memory is seen by the connection that made it and nobody else.
    return database.startsWith(":")
        ? new LocalFenceLock(
            held, Integer.toHexString(System.identityHashCode(session)), surroundings.clock())
        : new FileFenceLock(Path.of(database), surroundings);
  }

  /// What cannot run in a transaction here (`VACUUM`, `PRAGMA`) does no harm a second time.
  @Override
  public Probe probe(JdbcSession session) {
    return statement ->
        statement.kind().startsWith("VACUUM") || statement.kind().startsWith("PRAGMA")
            ? Probe.Verdict.NOT_DONE
            : Probe.Verdict.UNKNOWN;
  }

  /// SQLite counts the changes of its schema itself; a `VACUUM` counts as one.
  @Override
  public Optional<CatalogPrint> catalogs(Server server) {
    return Optional.of(_ ->
        "SELECT 'main' AS place, CAST(p.schema_version AS TEXT) AS mark"
            + " FROM pragma_schema_version p");
  }

  private record SqliteLedgerStyle() implements LedgerStyle {
    private static final String FORM = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now'";

    @Override
    public String table(Table table) {
      return LedgerStyle.prefixed("main.", table);
    }

    @Override
    public Types types() {
      return new Types("text", "text", "text", "integer");
    }

    @Override
    public String first(int rows, String orderedQuery) {
      return orderedQuery + " LIMIT " + rows;
    }

    @Override
    public String now() {
      return FORM + ")";
    }

    @Override
    public String ago(long micros) {
      return FORM
          + ", '-"
          + micros / 1_000_000
          + "."
          + "%06d".formatted(micros % 1_000_000)
          + " seconds')";
    }

    @Override
    public String began() {
      return "NULL";
    }

    @Override
    public String micros(String time) {
      return "CAST(unixepoch(" + time + ", 'subsec') * 1000000 AS INTEGER)";
    }
  }
}
