package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Session;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Is the content of a target's history table, read with one query.
///
/// *Shape*: rows in the order they were executed.
///
/// @param exists whether the table exists at all
record History(boolean exists, List<HistoryRow> rows) {
  History {
    rows = List.copyOf(rows);
  }

  static History read(Session session, HistoryTables tables) {
    Optional<List<Row>> found =
        session.queryIfPresent(
            "SELECT * FROM "
                + tables.changelogReference()
                + " ORDER BY DATEEXECUTED ASC, ORDEREXECUTED ASC");
    return new History(
        found.isPresent(), found.orElse(List.of()).stream().map(History::row).toList());
  }

  /// Returns the newest row of each changeset by its identity.
  Map<String, HistoryRow> byIdentity() {
    Map<String, HistoryRow> latest = new HashMap<>();
    for (HistoryRow row : rows) {
      latest.merge(row.identity(), row, History::newer);
    }
    return latest;
  }

  /// Returns the highest number in the column ORDEREXECUTED; 0 for an empty history.
  int lastOrder() {
    return rows.stream().mapToInt(HistoryRow::order).max().orElse(0);
  }

  /// Returns the row that was executed last, or null.
  @Nullable HistoryRow last() {
    return rows.isEmpty() ? null : rows.getLast();
  }

  private static HistoryRow newer(HistoryRow one, HistoryRow other) {
    Instant first = one.executedAt();
    Instant second = other.executedAt();
    return first != null && second != null && second.isBefore(first) ? one : other;
  }

  private static HistoryRow row(Row row) {
    String path = or(row.text("filename"), "");
    Long order = row.number("orderexecuted");
    return new HistoryRow(
        new ChangesetKey(path, or(row.text("id"), ""), or(row.text("author"), "")),
        ChangesetIdentity.normalize(path),
        row.time("dateexecuted"),
        order == null ? 0 : order.intValue(),
        blankToNull(row.text("md5sum")),
        or(optional(row, "description"), ""),
        blankToNull(optional(row, "tag")),
        or(optional(row, "exectype"), "EXECUTED"),
        or(optional(row, "liquibase"), ""));
  }

  /// Reads a column that tables of old Liquibase versions may lack.
  private static @Nullable String optional(Row row, String column) {
    try {
      return row.text(column);
    } catch (IllegalArgumentException missing) {
      return null;
    }
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
