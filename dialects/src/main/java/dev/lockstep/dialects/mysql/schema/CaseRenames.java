package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds columns and indexes of one table whose names change in the case of letters alone, which
/// the server takes for the same.
///
/// Who drops such a column and adds it again loses its values without need. An index is not touched
/// by that, or even broken: only a table that is built anew has it under its new name.
final class CaseRenames {
  private final DatabaseSchema live;
  private final DatabaseSchema desired;
  private final Map<String, String> columns = new HashMap<>();
  private final List<SchemaChange> changes;
  private boolean indexes;

  CaseRenames(List<SchemaChange> changes, DatabaseSchema live, DatabaseSchema desired) {
    this.live = live;
    this.desired = desired;
    this.changes = new ArrayList<>(changes);
    for (SchemaChange come : changes) {
      if (come.action() == Action.CREATE) {
        changes.stream()
            .filter(gone -> isSame(gone, come))
            .findFirst()
            .ifPresent(gone -> rename(gone, come));
      }
    }
  }

  /// Returns the changes, with each column in the place of two.
  List<SchemaChange> changes() {
    return changes;
  }

  /// Returns what the table's statement needs besides.
  List<String> clauses() {
    return indexes ? List.of("FORCE") : List.of();
  }

  /// Returns the name that a column of the table is to have.
  String column(String name) {
    return columns.getOrDefault(name, name);
  }

  private static boolean isSame(SchemaChange gone, SchemaChange come) {
    return gone.action() == Action.DROP
        && gone.object().kind().equals(come.object().kind())
        && gone.object().name().equalsIgnoreCase(come.object().name());
  }

  private void rename(SchemaChange gone, SchemaChange come) {
    SchemaObject from = live.get(gone.object());
    SchemaObject to = desired.get(come.object());
    if (from.id().equals(to.id())) {
      return;
    }
    indexes |= from.kind().equals(IndexKind.NAME);
    if (from.kind().equals(ColumnKind.NAME) && !from.has("generated") && !to.has("generated")) {
      columns.put(from.id().name(), to.id().name());
      changes.set(changes.indexOf(come), column(from, to));
      changes.remove(gone);
    }
  }

  private SchemaChange column(SchemaObject from, SchemaObject to) {
    SortedSet<String> attributes = new TreeSet<>(from.attributes().keySet());
    attributes.addAll(to.attributes().keySet());
    attributes.removeIf(name -> from.texts(name).equals(to.texts(name)));
    Change change = new Change(from, to, attributes, live, desired);
    String clause =
        "CHANGE COLUMN "
            + Spelling.name(from.id().name())
            + " "
            + ColumnKind.definition(to, "", desired);
    return new SchemaChange(
        Action.ALTER,
        to.id(),
        List.of(Spelling.alter(to, clause)),
        List.of(),
        Values.losses(change),
        Values.failsIf(change));
  }
}
