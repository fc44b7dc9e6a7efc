package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.source.FileEntry;
import dev.lockstep.source.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<String, Integer> searchFrom = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  StatementPlaces(TreeAccessor accessor, Function<ChangeSet, SourceLocation> changesets) {
    this.accessor = accessor;
    this.changesets = changesets;
  }

  /// Starts with a changeset: its statements stand behind its own line.
  void begin(ChangeSet changeset) {
    SourceLocation start = changesets.apply(changeset);
    searchFrom.clear();
    searchFrom.put(start.path(), offset(text(start.path()), start.line()));
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
    String text = text(place.path());
    String firstLine = sql.strip().lines().findFirst().orElse("").strip();
    int from = Math.min(searchFrom.getOrDefault(place.path(), 0), text.length());
    int found = firstLine.isEmpty() ? -1 : text.indexOf(firstLine, from);
    if (found < 0) {
      return place;
    }
    searchFrom.put(place.path(), found + firstLine.length());
    return new SourceLocation(place.path(), line(text, found), 0);
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
    return texts.computeIfAbsent(
        path,
        known -> {
          FileEntry entry = accessor.entry(known);
          return entry == null ? "" : new String(accessor.content(entry), StandardCharsets.UTF_8);
        });
  }

  private static int offset(String text, int line) {
    int offset = 0;
    for (int at = 1; at < line; at++) {
      int next = text.indexOf('\n', offset);
      if (next < 0) {
        return offset;
      }
      offset = next + 1;
    }
    return offset;
  }

  private static int line(String text, int offset) {
    int line = 1;
    for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++;
    }
    return line;
  }
}
