package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Spells Liquibase's own tables where they have their usual names on a PostgreSQL server.
///
/// *Source*: what Liquibase 4.33 would create there; a test compares both.
final class Tables {
  /// How changesets name the product.
  static final String PRODUCT = "postgresql";

  /// Leaves out the products that speak like PostgreSQL and are not.
  private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)?(?: \\([^()]*\\))?");

  /// Holds names that need quotes nowhere. One of the reserved words would.
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Set<String> RESERVED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization binary both case cast
          check collate collation column concurrently constraint create cross current_catalog
          current_date current_role current_schema current_time current_timestamp current_user
          default deferrable desc distinct do else end except false fetch for foreign freeze from
          full grant group having ilike in initially inner intersect into is isnull join lateral
          leading left like limit localtime localtimestamp natural not notnull null offset on only
          or order outer overlaps placing primary references returning right select session_user
          similar some symmetric table tablesample then to trailing true union unique user using
          variadic verbose when where window with\
          """
              .split("\\s+"));

  private static final String CHANGELOG_COLUMNS =
      "ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL,"
          + " DATEEXECUTED TIMESTAMP WITHOUT TIME ZONE NOT NULL, ORDEREXECUTED INTEGER NOT NULL,"
          + " EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255),"
          + " COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20),"
          + " CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10)";
  private static final String LOCK_COLUMNS =
      "ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED TIMESTAMP WITHOUT TIME ZONE,"
          + " LOCKEDBY VARCHAR(255), CONSTRAINT databasechangeloglock_pkey PRIMARY KEY (ID)";

  private Tables() {}

  static HistoryTables of(ChangelogRequest request) {
    LiquibaseOptions options = request.options();
    String schema = request.server().defaultSchema();
    if (!request.server().product().equals("PostgreSQL")
        || !VERSION.matcher(request.server().version()).matches()) {
      throw new NotOurs("another product");
    }
    if (options.changelogTable() != null
        || options.lockTable() != null
        || options.liquibaseSchema() != null
        || schema == null
        || !PLAIN_NAME.matcher(schema).matches()
        || RESERVED.contains(schema)
        || !(options.defaultSchema() == null || options.defaultSchema().equals(schema))) {
      throw new NotOurs("tables of another name");
    }
    String changelog = schema + ".databasechangelog";
    String lock = schema + ".databasechangeloglock";
    return new HistoryTables(
        changelog,
        lock,
        new QualifiedName(schema, "databasechangelog"),
        new QualifiedName(schema, "databasechangeloglock"),
        false,
        "4.33.0",
        List.of("CREATE TABLE " + changelog + " (" + CHANGELOG_COLUMNS + ")"),
        List.of("CREATE TABLE IF NOT EXISTS " + lock + " (" + LOCK_COLUMNS + ")"),
        List.of(
            ("INSERT INTO %s (ID, LOCKED) SELECT 1, FALSE FROM (SELECT 1 AS ONE) X"
                    + " WHERE NOT EXISTS (SELECT 1 FROM %s WHERE ID = 1)")
                .formatted(lock, lock)));
  }
}
