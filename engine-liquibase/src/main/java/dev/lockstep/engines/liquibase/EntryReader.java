package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.GlobalPrecondition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.Reuse;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Checksums;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.RowText;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.TransactionUse;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.engines.liquibase.bridge.SqlText;
import dev.lockstep.engines.liquibase.bridge.TouchedPath;
import dev.lockstep.error.Fault;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.source.SourceLocation;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what [EntryWriter] wrote; anything else ends in an `IOException`, never in a half entry.
final class EntryReader {
  private final ByteBuffer in;

  EntryReader(ByteBuffer in) {
    this.in = in;
  }

  CachedChangelog read() throws IOException {
    try {
      List<TouchedPath> touched = list(this::touched);
      List<ChangesetDefinition> changesets = list(this::changeset);
      HistoryTables tables = tables();
      List<Fault> faults = list(this::fault);
      GlobalPrecondition precondition = GlobalPrecondition.valueOf(some());
      Reuse reuse = Reuse.valueOf(some());
      ChangelogDefinition definition =
          new ChangelogDefinition(changesets, tables, faults, precondition, reuse, touched);
      CachedChangelog entry = new CachedChangelog(definition);
      map(this::forward, entry.forward());
      map(this::backward, entry.backward());
      return entry;
    } catch (RuntimeException e) {
      throw new IOException("no cache entry of this version", e);
    }
  }

  private TouchedPath touched() throws IOException {
    return new TouchedPath(TouchedPath.Kind.valueOf(some()), some(), some(), some());
  }

  private ChangesetDefinition changeset() throws IOException {
    return new ChangesetDefinition(
        new ChangesetKey(some(), some(), some()),
        text(),
        source(),
        new RowText(some(), some(), text(), text()),
        new Checksums(some(), some(), some(), list(this::some), list(this::some)),
        Rerun.valueOf(some()),
        TransactionUse.valueOf(some()),
        text(),
        in.get() != 0,
        text(),
        new WayBack(WayBack.Kind.valueOf(some()), some()));
  }

  private HistoryTables tables() throws IOException {
    return new HistoryTables(
        some(),
        some(),
        name(),
        name(),
        in.get() != 0,
        some(),
        list(this::some),
        list(this::some),
        list(this::some));
  }

  private QualifiedName name() throws IOException {
    return new QualifiedName(text(), some());
  }

  private Fault fault() throws IOException {
    return new Fault(some(), text(), in.getInt(), in.getInt(), some(), text());
  }

  private ForwardSql forward() throws IOException {
    return new ForwardSql(ForwardSql.Route.valueOf(some()), list(this::sql), some(), in.get() != 0);
  }

  private BackwardSql backward() throws IOException {
    return new BackwardSql(
        BackwardSql.Route.valueOf(some()), list(this::sql), some(), in.get() != 0);
  }

  private SqlText sql() throws IOException {
    return new SqlText(some(), source());
  }

  private SourceLocation source() throws IOException {
    return new SourceLocation(some(), in.getInt(), in.getInt());
  }

  private String some() throws IOException {
    String text = text();
    if (text == null) {
      throw new IOException("no cache entry of this version");
    }
    return text;
  }

  private @Nullable String text() throws IOException {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    if (length > in.remaining()) {
      throw new EOFException("cache entry ends early");
    }
    String text =
        new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  private <T> List<T> list(Field<T> field) throws IOException {
    int size = in.getInt();
    if (size < 0 || size > in.remaining()) {
      throw new EOFException("cache entry ends early");
    }
    List<T> values = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      values.add(field.read());
    }
    return values;
  }

  private <T> void map(Field<T> field, Map<Integer, T> values) throws IOException {
    int size = in.getInt();
    if (size < 0 || size > in.remaining()) {
      throw new EOFException("cache entry ends early");
    }
    for (int index = 0; index < size; index++) {
      values.put(in.getInt(), field.read());
    }
  }

  private interface Field<T> {
    T read() throws IOException;
  }
}
