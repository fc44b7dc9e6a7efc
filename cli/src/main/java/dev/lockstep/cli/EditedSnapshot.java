package dev.lockstep.cli;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.snapshot.SnapshotFile.Snapshot;
import java.sql.SQLException;
import java.util.List;

/// Makes sure that a snapshot which people have changed is still one of a database: what it says is
/// built on a scratch database, and must come out as it says.
///
/// *Errors*: `CHANGE_FILE` with file and line for what cannot be, or would come out differently.
record EditedSnapshot(Snapshot snapshot, SchemaDialect dialect, ScratchServer server) {
  DatabaseSchema checked() {
    DatabaseSchema schema = snapshot.schema();
    try (ScratchDatabase database = server.create()) {
      DatabaseSchema empty = dialect.inspect(database.connection());
      List<SchemaChange> changes = planned(empty);
      boolean same =
          empty.dialect().equals(schema.dialect()) && empty.majorVersion() == schema.majorVersion();
      if (empty.dialect().equals(schema.dialect())) {
        database.execute(dialect.preparation());
        for (SchemaChange change : changes) {
          build(database, change);
        }
      }
      if (same) {
        requireSame(dialect.inspect(database.connection()));
      }
      return schema;
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  private List<SchemaChange> planned(DatabaseSchema empty) {
    try {
      return dialect.planner().plan(empty, snapshot.schema());
    } catch (LockstepException e) {
      throw e.code() == ErrorCode.INTERNAL ? nonsense(empty) : e;
    } catch (RuntimeException | StackOverflowError e) {
      // A planner may rely on what every database has; here a person wrote it.
      throw nonsense(empty);
    }
  }

  /// Names the first object that makes no sense even by itself.
  private LockstepException nonsense(DatabaseSchema empty) {
    for (SchemaObject object : snapshot.schema().objects().values()) {
      try {
        var _ = dialect.planner().plan(empty, alone(object));
      } catch (RuntimeException | StackOverflowError e) {
        return snapshot.wrong(object.id(), "says of " + object.id() + " what no database holds");
      }
    }
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        snapshot.file() + " is no snapshot: its objects do not fit together.",
        "Make it anew with lockstep snapshot.");
  }

  private DatabaseSchema alone(SchemaObject object) {
    DatabaseSchema schema = snapshot.schema();
    return schema.holding(schema.lineage(object.id()));
  }

  private void build(ScratchDatabase database, SchemaChange change) {
    try {
      database.execute(change.statements());
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw snapshot.wrong(
          change.object(), "says of " + change.object() + " what does not load: " + message);
    }
  }

  private void requireSame(DatabaseSchema built) {
    for (Difference difference : Difference.between(built, snapshot.schema())) {
      ObjectId id = difference.id();
      throw snapshot.wrong(
          id,
          switch (difference) {
            case Difference.Added _ -> "holds " + id + ", which does not come of it";
            case Difference.Removed _ -> "lacks " + id + ", which comes with the rest";
            case Difference.Changed changed ->
                "says of %s another %s than comes of it"
                    .formatted(id, String.join(" and ", changed.attributes()));
          });
    }
  }
}
