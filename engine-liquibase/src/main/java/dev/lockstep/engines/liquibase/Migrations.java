package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.Reversal;

/// Names changesets and rows as migrations.
final class Migrations {
  private Migrations() {}

  static Migration of(ChangesetDefinition changeset) {
    return new Migration(
        changeset.key().toString(),
        null,
        changeset.text().description(),
        MigrationKind.CHANGESET,
        changeset.source(),
        changeset.checksums().version9());
  }

  static Migration of(HistoryRow row) {
    return new Migration(
        row.key().toString(),
        null,
        row.description(),
        MigrationKind.CHANGESET,
        null,
        row.checksum());
  }

  static Reversal reversal(ChangesetDefinition changeset) {
    WayBack way = changeset.wayBack();
    return switch (way.kind()) {
      case AUTHORED -> new Reversal.Authored(changeset.source());
      case AUTOMATIC -> new Reversal.Automatic();
      case DECLARED_EMPTY, NONE -> new Reversal.None(way.reason());
    };
  }
}
