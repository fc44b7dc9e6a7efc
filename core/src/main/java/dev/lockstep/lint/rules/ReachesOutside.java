package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.Update;
import java.util.Locale;
import java.util.Set;

/// A function reaches beyond the database that is deployed to.
final class ReachesOutside implements Rule {
  private static final Description ABOUT =
      new Description(
          "reaches-outside",
          Severity.WARNING,
          true,
          Dialects.SERVERS,
          "Some functions and commands work on other databases, files of the server, other sessions"
              + " or the server itself. No transaction takes back what they did, no rehearsal tries"
              + " it, and SQL that they are given as text is not reviewed.",
          "Do it outside of the deployment, where those who answer for it can see it.");

  /// *Source*: PostgreSQL's documentation, "System Administration Functions", "Server-side
  /// functions" of large objects, `dblink`.
  private static final Set<String> REACHING =
      Set.of(
          "dblink",
          "dblink_connect",
          "dblink_connect_u",
          "dblink_exec",
          "dblink_open",
          "dblink_send_query",
          "lo_export",
          "lo_import",
          "pg_cancel_backend",
          "pg_create_restore_point",
          "pg_drop_replication_slot",
          "pg_file_rename",
          "pg_file_unlink",
          "pg_file_write",
          "pg_ls_dir",
          "pg_promote",
          "pg_read_binary_file",
          "pg_read_file",
          "pg_reload_conf",
          "pg_rotate_logfile",
          "pg_stat_file",
          "pg_stat_reset",
          "pg_switch_wal",
          "pg_terminate_backend",
          "pg_wal_replay_pause");

  private static final Set<ObjectType> SHARED = Set.of(ObjectType.DATABASE, ObjectType.ROLE);

  /// *Source*: MySQL's manual, "SQL Statements Reference Manual"; PostgreSQL's, "SQL Commands".
  private static final Set<String> COMMANDS =
      Set.of(
          "CHANGE MASTER",
          "CHANGE REPLICATION",
          "CLONE",
          "IMPORT TABLE",
          "INSTALL COMPONENT",
          "INSTALL PLUGIN",
          "KILL",
          "LOAD",
          "PURGE BINARY",
          "PURGE MASTER",
          "RESET BINARY",
          "RESET MASTER",
          "RESET REPLICA",
          "RESET SLAVE",
          "RESTART",
          "SHUTDOWN",
          "START REPLICA",
          "START SLAVE",
          "STOP REPLICA",
          "STOP SLAVE",
          "UNINSTALL COMPONENT",
          "UNINSTALL PLUGIN");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof Other other) {
      command(other.words(), scene);
    }
    if (operation instanceof Alter alter && SHARED.contains(alter.type())) {
      scene.say(
          "The %s %s is not part of a schema: others feel this at once, whatever they work on."
              .formatted(alter.type().name().toLowerCase(Locale.ROOT), alter.name()),
          ABOUT.instead());
    }
    QualifiedName changed =
        switch (operation) {
          case Insert insert -> insert.table();
          case Update update -> update.table();
          case Delete delete -> delete.table();
          default -> null;
        };
    if (changed != null && isCatalog(changed, scene.dialect())) {
      scene.say(
          "This changes the catalog %s by hand: a mistake costs the whole database."
              .formatted(changed),
          ABOUT.instead());
    }
    Queries.of(operation).stream()
        .flatMap(query -> query.calls().stream())
        .map(QualifiedName::name)
        .filter(REACHING::contains)
        .findFirst()
        .ifPresent(name ->
            scene.say(
                "%s reaches beyond this database, and nothing takes it back.".formatted(name),
                ABOUT.instead()));
  }

  private static void command(String words, Scene scene) {
    int blank = words.indexOf(' ');
    String first = blank < 0 ? words : words.substring(0, blank);
    if (COMMANDS.contains(words) || COMMANDS.contains(first)) {
      scene.say(
          "%s reaches beyond this database, and nothing takes it back.".formatted(words),
          ABOUT.instead());
    }
  }

  /// Tells whether a name is one of the server's own tables.
  private static boolean isCatalog(QualifiedName table, String dialect) {
    String schema = table.qualifier();
    return dialect.equals("postgresql")
        ? "pg_catalog".equals(schema) || (schema == null && table.name().startsWith("pg_"))
        : schema != null && Set.of("mysql", "sys").contains(schema.toLowerCase(Locale.ROOT));
  }
}
