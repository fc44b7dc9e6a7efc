package dev.lockstep.dialects.mysql;

import dev.lockstep.dialects.target.LedgerStyle;

/// Keeps the ledger in tables of the database itself, named with it, so that `USE` cannot mislead.
///
/// @param qualifier the database, quoted and with its dot
record MySqlLedgerStyle(String qualifier) implements LedgerStyle {
  @Override
  public String table(Table table) {
    return LedgerStyle.prefixed(qualifier, table);
  }

  @Override
  public Types types() {
    return new Types("varchar(255)", "text", "datetime(6)", "bigint");
  }

  @Override
  public String createTable(Table table, String columns) {
    return "CREATE TABLE IF NOT EXISTS "
        + table(table)
        + " ("
        + columns
        + index(table)
        + ") ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
  }

  private static String index(Table table) {
    return switch (table) {
      case STATEMENT -> ", KEY lockstep_pending (pending)";
      case DEPLOYMENT -> ", KEY lockstep_started (schema_name, started_at)";
      case LEDGER, ANCHOR, CATALOG, DECISION, FENCE -> "";
    };
  }

  @Override
  public String first(int rows, String orderedQuery) {
    return orderedQuery + " LIMIT " + rows;
  }

  @Override
  public String now() {
    return "UTC_TIMESTAMP(6)";
  }

  @Override
  public String ago(long micros) {
    return "UTC_TIMESTAMP(6) - INTERVAL " + micros + " MICROSECOND";
  }

  @Override
  public String began() {
    return "@lockstep_began";
  }

  @Override
  public String micros(String time) {
    return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', " + time + ")";
  }
}
