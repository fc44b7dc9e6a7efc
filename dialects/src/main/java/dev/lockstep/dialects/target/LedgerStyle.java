package dev.lockstep.dialects.target;

import java.util.List;
import java.util.Locale;

/// Says how one product spells Lockstep's own tables.
///
/// *Units*: time columns hold the server's clock in UTC or with their zone, so that no session
/// setting can shift them; they are read as microseconds since 1970.
public interface LedgerStyle {
  /// The database schema that holds the tables, and the prefix of their names where the product
  /// keeps them among the user's own.
  String NAME = "lockstep";

  /// Names the tables.
  enum Table {
    /// One row: the version of the others.
    LEDGER,
    DEPLOYMENT,
    STATEMENT,
    ANCHOR,
    /// What the catalogs held when a deployment ended.
    CATALOG,
    /// What policies said, one message a row.
    DECISION,
    FENCE
  }

  /// Returns a table's full name, so that a changed search path or database cannot mislead it.
  String table(Table table);

  /// Returns the name of a table that stands among the user's own.
  ///
  /// @param qualifier quoted, with its dot; empty for none
  static String prefixed(String qualifier, Table table) {
    return qualifier + NAME + "_" + table.name().toLowerCase(Locale.ROOT);
  }

  /// Returns the type of a short key, of a text of any length, of a time and of a number.
  Types types();

  /// Returns the server's clock as an expression, in the form time columns hold.
  String now();

  /// Returns the server's clock less some microseconds, as an expression.
  String ago(long micros);

  /// Returns the moment at which the running transaction began, or `NULL` when the product cannot
  /// tell.
  String began();

  /// Returns a time column or expression in microseconds since 1970.
  String micros(String time);

  /// Returns a query for the first rows of an ordered one.
  default String first(int rows, String orderedQuery) {
    return orderedQuery + " OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
  }

  /// Returns what must run before the tables are created, in the same transaction.
  default List<String> before() {
    return List.of();
  }

  /// Returns what must run after the tables are created: indexes.
  default List<String> after() {
    return List.of();
  }

  /// Returns `CREATE TABLE` with whatever the product needs to pass over an existing one.
  default String createTable(Table table, String columns) {
    return "CREATE TABLE IF NOT EXISTS " + table(table) + " (" + columns + ")";
  }

  /// Returns inserts of several rows at once.
  ///
  /// @param columns in parentheses
  /// @param rows values of one row each, without parentheses
  default List<String> insert(Table table, String columns, List<String> rows) {
    return rows.isEmpty()
        ? List.of()
        : List.of(
            "INSERT INTO "
                + table(table)
                + " "
                + columns
                + " VALUES ("
                + String.join("), (", rows)
                + ")");
  }

  /// Returns what takes everything out again.
  default List<String> drop() {
    return List.of(
        "DROP TABLE IF EXISTS " + table(Table.STATEMENT),
        "DROP TABLE IF EXISTS " + table(Table.ANCHOR),
        "DROP TABLE IF EXISTS " + table(Table.CATALOG),
        "DROP TABLE IF EXISTS " + table(Table.DECISION),
        "DROP TABLE IF EXISTS " + table(Table.DEPLOYMENT),
        "DROP TABLE IF EXISTS " + table(Table.FENCE),
        "DROP TABLE IF EXISTS " + table(Table.LEDGER));
  }

  /// Names column types.
  ///
  /// @param key short text that can be a key
  /// @param text of any length
  /// @param number 64 bits
  record Types(String key, String text, String time, String number) {}
}
