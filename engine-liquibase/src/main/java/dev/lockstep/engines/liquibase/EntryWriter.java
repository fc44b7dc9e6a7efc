package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.engines.liquibase.bridge.SqlText;
import dev.lockstep.engines.liquibase.bridge.TouchedPath;
import dev.lockstep.error.Fault;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.source.SourceLocation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a cached changelog as bytes; [EntryReader] is its mirror, field by field.
final class EntryWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  byte[] write(CachedChangelog entry) throws IOException {
    ChangelogDefinition definition = entry.definition();
    list(definition.touched(), this::touched);
    list(definition.changesets(), this::changeset);
    tables(definition.tables());
    list(definition.faults(), this::fault);
    text(definition.precondition().name());
    text(definition.reuse().name());
    map(entry.forward(), this::forward);
    map(entry.backward(), this::backward);
    out.flush();
    return bytes.toByteArray();
  }

  private void touched(TouchedPath path) throws IOException {
    text(path.kind().name());
    text(path.path());
    text(path.fingerprint());
    text(path.contentHash());
  }

  private void changeset(ChangesetDefinition changeset) throws IOException {
    text(changeset.key().path());
    text(changeset.key().id());
    text(changeset.key().author());
    text(changeset.earlierPath());
    source(changeset.source());
    text(changeset.text().description());
    text(changeset.text().comments());
    text(changeset.text().contexts());
    text(changeset.text().labels());
    text(changeset.checksums().version9());
    text(changeset.checksums().version8());
    text(changeset.checksums().version7());
    list(changeset.checksums().accepted(), this::text);
    list(changeset.checksums().beforeSubstitutionFix(), this::text);
    text(changeset.rerun().name());
    text(changeset.transaction().name());
    text(changeset.tag());
    out.writeBoolean(changeset.keepsTagOnRollback());
    text(changeset.excluded());
    text(changeset.wayBack().kind().name());
    text(changeset.wayBack().reason());
  }

  private void tables(HistoryTables tables) throws IOException {
    text(tables.changelogReference());
    text(tables.lockReference());
    name(tables.changelogName());
    name(tables.lockName());
    out.writeBoolean(tables.upperCaseColumns());
    text(tables.liquibaseVersion());
    list(tables.createChangelog(), this::text);
    list(tables.createLock(), this::text);
    list(tables.fillLock(), this::text);
  }

  private void name(QualifiedName name) throws IOException {
    text(name.qualifier());
    text(name.name());
  }

  private void fault(Fault fault) throws IOException {
    text(fault.rule());
    text(fault.file());
    out.writeInt(fault.line());
    out.writeInt(fault.column());
    text(fault.message());
    text(fault.nextStep());
  }

  private void forward(ForwardSql sql) throws IOException {
    text(sql.route().name());
    list(sql.statements(), this::sql);
    text(sql.reason());
    out.writeBoolean(sql.reusable());
  }

  private void backward(BackwardSql sql) throws IOException {
    text(sql.route().name());
    list(sql.statements(), this::sql);
    text(sql.reason());
    out.writeBoolean(sql.reusable());
  }

  private void sql(SqlText sql) throws IOException {
    text(sql.text());
    source(sql.source());
  }

  private void source(SourceLocation source) throws IOException {
    text(source.path());
    out.writeInt(source.line());
    out.writeInt(source.column());
  }

  private void text(@Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(content.length);
    out.write(content);
  }

  private <T> void list(List<T> values, Field<T> field) throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      field.write(value);
    }
  }

  private <T> void map(Map<Integer, T> values, Field<T> field) throws IOException {
    Map<Integer, T> sorted = new TreeMap<>(values);
    out.writeInt(sorted.size());
    for (Map.Entry<Integer, T> value : sorted.entrySet()) {
      out.writeInt(value.getKey());
      field.write(value.getValue());
    }
  }

  private interface Field<T> {
    void write(T value) throws IOException;
  }
}
