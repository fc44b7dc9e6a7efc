package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Locale;

/// Says where Liquibase keeps its books in a target, and how it would create them.
///
/// *Shape*: the references are spelled as Liquibase spells them in SQL, the names are unquoted and
/// in stored case.
///
/// @param upperCaseColumns whether the columns are stored in upper case
/// @param liquibaseVersion as a history row's column LIQUIBASE holds it
/// @param createLock creates the lock table, doing nothing when it exists where the product allows
///   that
/// @param fillLock puts the one row into the lock table
public record HistoryTables(
    String changelogReference,
    String lockReference,
    QualifiedName changelogName,
    QualifiedName lockName,
    boolean upperCaseColumns,
    String liquibaseVersion,
    List<String> createChangelog,
    List<String> createLock,
    List<String> fillLock) {
  public HistoryTables {
    createChangelog = List.copyOf(createChangelog);
    createLock = List.copyOf(createLock);
    fillLock = List.copyOf(fillLock);
  }

  /// Returns a column's name in stored case.
  public String column(String name) {
    return upperCaseColumns ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
  }
}
