package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack.Kind;
import java.util.List;
import java.util.Locale;
import liquibase.change.Change;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;

/// Tells how a changeset could be taken back, without generating anything.
final class WaysBack {
  private WaysBack() {}

  static WayBack of(ChangeSet changeset, Database database) {
    List<Change> authored = changeset.getRollback().getChanges();
    if (!authored.isEmpty()) {
      return authored.stream().allMatch(WaysBack::isEmpty)
          ? new WayBack(
              Kind.DECLARED_EMPTY,
              "its rollback block is empty: the author declares that nothing can be taken back")
          : new WayBack(Kind.AUTHORED, "");
    }
    for (Change change : changeset.getChanges()) {
      boolean plainSql =
          change instanceof RawSQLChange
              && changeset.getFilePath().toLowerCase(Locale.ROOT).endsWith(".sql");
      if (plainSql || !reversible(change, database)) {
        return new WayBack(
            Kind.NONE,
            "'"
                + change.getSerializedObjectName()
                + "' has no automatic inverse and the changeset"
                + " has no rollback block");
      }
    }
    return new WayBack(Kind.AUTOMATIC, "");
  }

  static boolean isEmpty(Change change) {
    return change instanceof EmptyChange
        || (change instanceof RawSQLChange sql && "empty".equalsIgnoreCase(sql.getSql()));
  }

  private static boolean reversible(Change change, Database database) {
    try {
      return change.supportsRollback(database);
    } catch (RuntimeException e) {
      // Whoever cannot even tell has no inverse that could be planned.
      return false;
    }
  }
}
