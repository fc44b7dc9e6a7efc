package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.RowWrite.Value;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Writes history rows with the very values and in the column order of Liquibase.
///
/// *Source*: the rows that Liquibase 4.33 itself leaves; a test compares them.
final class HistoryWrites {
  private final HistoryTables tables;
  private final String deploymentId;

  HistoryWrites(HistoryTables tables, String deploymentId) {
    this.tables = tables;
    this.deploymentId = deploymentId;
  }

  /// Records a changeset for the first time.
  RowWrite insert(ChangesetDefinition changeset, int order, String executionType) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    key(values, changeset.key());
    put(values, "DATEEXECUTED", new Value.Now());
    put(values, "ORDEREXECUTED", order);
    put(values, "MD5SUM", changeset.checksums().version9());
    put(values, "DESCRIPTION", changeset.text().description());
    put(values, "COMMENTS", changeset.text().comments());
    put(values, "EXECTYPE", executionType);
    put(values, "CONTEXTS", changeset.text().contexts());
    put(values, "LABELS", changeset.text().labels());
    put(values, "LIQUIBASE", tables.liquibaseVersion());
    put(values, "DEPLOYMENT_ID", deploymentId);
    if (changeset.tag() != null) {
      put(values, "TAG", changeset.tag());
    }
    return new RowWrite.Insert(tables.changelogName(), values);
  }

  /// Records that a changeset ran again.
  RowWrite rerun(ChangesetDefinition changeset, HistoryRow row, int order) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    put(values, "DATEEXECUTED", new Value.Now());
    put(values, "ORDEREXECUTED", order);
    put(values, "MD5SUM", changeset.checksums().version9());
    put(values, "EXECTYPE", "RERAN");
    put(values, "DEPLOYMENT_ID", deploymentId);
    put(values, "COMMENTS", changeset.text().comments());
    put(values, "CONTEXTS", changeset.text().contexts());
    put(values, "LABELS", changeset.text().labels());
    put(values, "LIQUIBASE", tables.liquibaseVersion());
    put(values, "DESCRIPTION", changeset.text().description());
    if (changeset.tag() != null) {
      put(values, "TAG", changeset.tag());
    }
    return new RowWrite.Update(tables.changelogName(), values, key(row.key()));
  }

  RowWrite delete(HistoryRow row) {
    return new RowWrite.Delete(tables.changelogName(), key(row.key()));
  }

  RowWrite checksum(HistoryRow row, String checksum) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    put(values, "MD5SUM", checksum);
    return new RowWrite.Update(tables.changelogName(), values, key(row.key()));
  }

  RowWrite tag(HistoryRow row, String tag) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    put(values, "TAG", tag);
    SequencedMap<String, Value> key = key(row.key());
    put(key, "ORDEREXECUTED", row.order());
    return new RowWrite.Update(tables.changelogName(), values, key);
  }

  /// Frees the row of the lock table.
  RowWrite unlock() {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    put(values, "LOCKED", false);
    put(values, "LOCKGRANTED", new Value.Literal(null));
    put(values, "LOCKEDBY", new Value.Literal(null));
    SequencedMap<String, Value> key = new LinkedHashMap<>();
    put(key, "ID", 1);
    return new RowWrite.Update(tables.lockName(), values, key);
  }

  private SequencedMap<String, Value> key(ChangesetKey key) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    key(values, key);
    return values;
  }

  private void key(SequencedMap<String, Value> values, ChangesetKey key) {
    put(values, "ID", key.id());
    put(values, "AUTHOR", key.author());
    put(values, "FILENAME", key.path());
  }

  private void put(SequencedMap<String, Value> values, String column, @Nullable Object value) {
    put(values, column, new Value.Literal(value));
  }

  private void put(SequencedMap<String, Value> values, String column, Value value) {
    values.put(tables.column(column), value);
  }
}
