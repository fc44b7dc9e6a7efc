package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Operation;
import java.util.Set;

/// A function reaches beyond the database that is deployed to.
final class ReachesOutside implements Rule {
  private static final Description ABOUT =
      new Description(
          "reaches-outside",
          Severity.WARNING,
          true,
          Dialects.POSTGRES,
          "Some functions work on other databases, files of the server, other sessions or the"
              + " server itself. No transaction takes back what they did, no rehearsal tries it,"
              + " and SQL that they are given as text is not reviewed.",
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

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
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
}
