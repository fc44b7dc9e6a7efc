package dev.lockstep.lint.rules;

import java.util.Set;

/// Names the products that rules are about, as their dialects do.
final class Dialects {
  static final Set<String> POSTGRES = Set.of("postgresql");
  static final Set<String> MYSQL = Set.of("mysql", "mariadb");
  static final Set<String> MYSQL_ALONE = Set.of("mysql");
  static final Set<String> MARIADB_ALONE = Set.of("mariadb");
  static final Set<String> SERVERS = Set.of("postgresql", "mysql", "mariadb");
  static final Set<String> SQLITE = Set.of("sqlite");
  static final Set<String> POSTGRES_AND_SQLITE = Set.of("postgresql", "sqlite");
  static final Set<String> ALL = Set.of("postgresql", "mysql", "mariadb", "sqlite");

  private Dialects() {}
}
