package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Joins what changes one table into one statement.
///
/// A table may have to be copied for each statement; and much is possible together only: a column
/// that counts needs its key at once, a key that is in use needs its successor.
///
/// *Shape*: first goes what can go, and comes what no table needs to change for; then each table
/// changes once; then comes what is made of tables as they are by then. No table needs a view, a
/// trigger or a foreign key to change, and none of those minds that a table changes beneath it.
final class TableAlterations {
  private static final Set<String> PARTS =
      Set.of(
          TableKind.NAME,
          ColumnKind.NAME,
          ColumnOrderKind.NAME,
          IndexKind.NAME,
          "check",
          "period",
          VersioningKind.NAME,
          "partitioning");

  private static final Set<String> FREE =
      Set.of("function", "procedure", "package", "package_body", SequenceKind.NAME, TableKind.NAME);

  private static final String KEEPING_HISTORY =
      "SET STATEMENT system_versioning_alter_history = KEEP FOR ";

  private final DatabaseSchema live;
  private final DatabaseSchema desired;
  private final List<SchemaChange> before = new ArrayList<>();
  private final Map<String, List<SchemaChange>> tables = new LinkedHashMap<>();
  private final List<SchemaChange> sequences = new ArrayList<>();
  private final List<SchemaChange> after = new ArrayList<>();

  private TableAlterations(DatabaseSchema live, DatabaseSchema desired) {
    this.live = live;
    this.desired = desired;
  }

  static List<SchemaChange> joined(
      List<SchemaChange> changes, DatabaseSchema live, DatabaseSchema desired) {
    TableAlterations work = new TableAlterations(live, desired);
    changes.forEach(work::sort);
    changes.stream()
        .filter(change -> change.object().kind().equals(ForeignKeyKind.NAME))
        .forEach(change ->
            work.tables.computeIfAbsent(change.object().path().getFirst(), _ -> new ArrayList<>()));
    List<SchemaChange> all = new ArrayList<>(work.before);
    work.tables.forEach((table, parts) ->
        work.join(table, parts, UnaskedIndexes.kept(table, changes, live, desired))
            .ifPresent(all::add));
    all.addAll(work.sequences);
    all.addAll(work.after);
    return all.stream().map(SqlMode::escaping).toList();
  }

  private void sort(SchemaChange change) {
    String name = change.object().path().getFirst();
    boolean drops = change.action() == Action.DROP;
    if (isPart(change, name)) {
      tables.computeIfAbsent(name, _ -> new ArrayList<>()).add(change);
    } else if (drops && change.object().kind().equals(SequenceKind.NAME) && !isTaken(name)) {
      // No column counts by it any more when all tables have changed.
      sequences.add(change);
    } else if (drops || FREE.contains(change.object().kind())) {
      before.add(change);
    } else {
      after.add(change);
    }
  }

  private boolean isTaken(String name) {
    return desired.find(ObjectId.of(TableKind.NAME, name)).isPresent();
  }

  private static boolean isPart(SchemaChange change, String table) {
    String begin = Spelling.alter(table);
    return PARTS.contains(change.object().kind())
        && change.statements().stream()
            .allMatch(sql ->
                sql.startsWith(begin)
                    && !PartitionChange.ALONE.matcher(sql.substring(begin.length())).matches());
  }

  /// @param more clauses that no change brings
  private Optional<SchemaChange> join(String table, List<SchemaChange> parts, List<String> more) {
    if (parts.isEmpty() && more.isEmpty()) {
      return Optional.empty();
    }
    CaseRenames renames = new CaseRenames(parts, live, desired);
    List<SchemaChange> changes = renames.changes();
    changes.addAll(inBlocks(table, changes));
    List<String> clauses = new ArrayList<>(renames.clauses());
    String begin = Spelling.alter(table);
    Map<String, String> columns = new LinkedHashMap<>();
    Set<String> dropped = new HashSet<>();
    for (SchemaChange change : changes) {
      boolean column = change.object().kind().equals(ColumnKind.NAME);
      boolean drops = change.action() == Action.DROP;
      if (column && drops) {
        dropped.add(change.object().name());
      }
      for (String sql : change.statements()) {
        String clause = sql.substring(begin.length());
        if (column && !drops) {
          columns.put(change.object().name(), clause);
        } else {
          clauses.add(clause);
        }
      }
    }
    clauses.addAll(more);
    List<String> unversioned = unversioned(table, columns);
    List<String> remaining =
        ColumnOrderKind.of(table, live).stream()
            .filter(column -> !dropped.contains(column))
            .map(renames::column)
            .toList();
    List<String> all =
        Stream.of(
                clauses.stream().filter(clause -> clause.startsWith("DROP ")),
                ColumnPlaces.clauses(table, columns, remaining, desired).stream(),
                clauses.stream().filter(clause -> !clause.startsWith("DROP ") && !isLast(clause)))
            .flatMap(some -> some)
            .toList();
    String last = clauses.stream().filter(TableAlterations::isLast).reduce("", (_, next) -> next);
    if (all.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    boolean alone = changes.size() == 1 && more.isEmpty();
    List<String> statements = new ArrayList<>();
    statements.add(keepingHistory(table) + spelled(begin, all, last));
    if (!unversioned.isEmpty()) {
      statements.add(KEEPING_HISTORY + spelled(begin, unversioned, ""));
    }
    return Optional.of(
        new SchemaChange(
            alone ? changes.getFirst().action() : Action.ALTER,
            alone ? changes.getFirst().object() : ObjectId.of(TableKind.NAME, table),
            mayNotFit(changes) ? SqlMode.strict(statements) : statements,
            List.of(),
            changes.stream().flatMap(change -> change.losses().stream()).toList(),
            changes.stream().flatMap(change -> change.failsIf().stream()).toList()));
  }

  private static boolean mayNotFit(List<SchemaChange> changes) {
    return changes.stream()
        .anyMatch(change ->
            change.object().kind().equals(ColumnKind.NAME) && !change.failsIf().isEmpty());
  }

  /// Takes out of the clauses that a column has no history where its table has none yet, and writes
  /// those that say so afterwards: MariaDB refuses it before the table has one.
  private List<String> unversioned(String table, Map<String, String> columns) {
    ObjectId versioning = ObjectId.of(VersioningKind.NAME, table);
    if (live.find(versioning).isPresent() || desired.find(versioning).isEmpty()) {
      return List.of();
    }
    List<String> later = new ArrayList<>();
    columns.replaceAll((_, clause) -> {
      if (!clause.contains(ColumnKind.UNVERSIONED)) {
        return clause;
      }
      later.add(clause.replaceFirst("^ADD COLUMN", "MODIFY COLUMN"));
      return clause.replace(ColumnKind.UNVERSIONED, "");
    });
    return later;
  }

  /// Makes the indexes anew that would keep the size of blocks that their table has no more.
  private List<SchemaChange> inBlocks(String table, List<SchemaChange> changes) {
    ObjectId owner = ObjectId.of(TableKind.NAME, table);
    boolean resized =
        changes.stream().anyMatch(change -> change.object().equals(owner))
            && !blockSize(live.get(owner)).equals(blockSize(desired.get(owner)));
    IndexKind kind = new IndexKind();
    return live.children(owner, IndexKind.NAME).stream()
        .map(index -> index.id())
        .filter(id ->
            resized
                && desired.find(id).isPresent()
                && changes.stream().noneMatch(change -> change.object().equals(id)))
        .map(id ->
            new SchemaChange(
                Action.ALTER,
                id,
                List.of(
                    kind.drop(live.get(id), live).getFirst(),
                    kind.create(desired.get(id), desired).getFirst()),
                List.of(),
                List.of(),
                List.of()))
        .toList();
  }

  private static List<String> blockSize(SchemaObject table) {
    return table.texts("options").stream()
        .filter(option -> option.startsWith("key_block_size="))
        .toList();
  }

  /// Tells the clauses that stand behind all others, without a comma.
  private static boolean isLast(String clause) {
    return clause.startsWith("PARTITION BY ") || clause.equals("REMOVE PARTITIONING");
  }

  private static String spelled(String begin, List<String> clauses, String last) {
    boolean single = clauses.size() + (last.isEmpty() ? 0 : 1) == 1;
    return single
        ? begin + String.join("", clauses) + last
        : begin.strip()
            + "\n  "
            + String.join(",\n  ", clauses)
            + (last.isEmpty() ? "" : "\n  " + last);
  }

  /// A table with a history changes only for those who say that the old rows may change with it.
  private String keepingHistory(String table) {
    return live.find(ObjectId.of(VersioningKind.NAME, table)).isPresent() ? KEEPING_HISTORY : "";
  }
}
