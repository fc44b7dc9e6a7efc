package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.TreePaths;
import dev.lockstep.engines.liquibase.bridge.WrittenPlaces;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/// Finds the line a statement was written on, where it was written as SQL; otherwise the line of
/// its changeset.
final class StatementPlaces {
  private final TreeAccessor accessor;
  private final Function<ChangeSet, SourceLocation> changesets;
  private final WrittenPlaces places;

  StatementPlaces(TreeAccessor accessor, Function<ChangeSet, SourceLocation> changesets) {
    this.accessor = accessor;
    this.changesets = changesets;
    this.places = new WrittenPlaces(this::text);
  }

  /// Starts with a changeset: its statements stand behind its own line.
  void begin(ChangeSet changeset) {
    places.begin(changesets.apply(changeset));
  }

  SourceLocation of(ChangeSet changeset, Change change, String sql) {
    SourceLocation fallback = changesets.apply(changeset);
    if (!(change instanceof AbstractSQLChange)) {
      return fallback;
    }
    SourceLocation place = fallback;
    if (change instanceof SQLFileChange file) {
      String path = path(changeset, file);
      place = path == null ? fallback : new SourceLocation(path);
    }
    return places.of(place, sql);
  }

  /// Finds what stands in the file of a changeset itself.
  SourceLocation of(ChangeSet changeset, String sql) {
    return places.of(changesets.apply(changeset), sql);
  }

  private @Nullable String path(ChangeSet changeset, SQLFileChange file) {
    String path = file.getPath();
    if (path == null) {
      return null;
    }
    String logical = TreePaths.logical(path);
    if (Boolean.TRUE.equals(file.isRelativeToChangelogFile())) {
      String physical = changeset.getChangeLog().getPhysicalFilePath();
      int slash = physical.lastIndexOf('/');
      logical = slash < 0 ? logical : physical.substring(0, slash + 1) + logical;
    }
    FileEntry entry = accessor.find(logical);
    return entry == null ? null : entry.path();
  }

  private String text(String path) {
    FileEntry entry = accessor.entry(path);
    return entry == null ? "" : new String(accessor.content(entry), StandardCharsets.UTF_8);
  }
}
