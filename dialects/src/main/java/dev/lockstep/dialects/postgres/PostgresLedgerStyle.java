package dev.lockstep.dialects.postgres;

import dev.lockstep.dialects.target.LedgerStyle;
import java.util.List;
import java.util.Locale;

/// Keeps the ledger in a database schema of its own.
final class PostgresLedgerStyle implements LedgerStyle {
  /// Two runs of different schemas may create the ledger at the same moment; `IF NOT EXISTS` alone
  /// does not stand that.
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(" + FenceKey.of("ledger") + ")";

  @Override
  public String table(Table table) {
    return NAME + "." + table.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Types types() {
    return new Types("text", "text", "timestamptz", "bigint");
  }

  @Override
  public String now() {
    return "clock_timestamp()";
  }

  @Override
  public String ago(long micros) {
    return "clock_timestamp() - interval '" + micros + " microseconds'";
  }

  @Override
  public String began() {
    return "transaction_timestamp()";
  }

  @Override
  public String micros(String time) {
    return "(extract(epoch FROM " + time + ") * 1000000)::bigint";
  }

  @Override
  public List<String> before() {
    return List.of(ONE_AT_A_TIME, "CREATE SCHEMA IF NOT EXISTS " + NAME);
  }

  @Override
  public List<String> after() {
    return List.of(
        "CREATE INDEX IF NOT EXISTS statement_pending ON "
            + table(Table.STATEMENT)
            + " (deployment_id) WHERE pending = 1",
        "CREATE INDEX IF NOT EXISTS deployment_started ON "
            + table(Table.DEPLOYMENT)
            + " (schema_name, started_at)");
  }

  @Override
  public List<String> drop() {
    return List.of("DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
  }
}
