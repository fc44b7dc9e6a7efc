package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes how a table gets from one form to another: by `ALTER TABLE` where SQLite can do it, else
/// by building it anew with its rows.
///
/// *Source*: https://www.sqlite.org/lang_altertable.html
final class TableChange {
  private static final String SAVEPOINT = "lockstep_rebuild";

  private final Change change;
  private final String table;
  private final List<String> before;
  private final List<String> after;

  TableChange(Change change) {
    this.change = change;
    this.table = change.to().id().name();
    this.before = change.from().texts("_columns");
    this.after = change.to().texts("_columns");
  }

  /// Drops and adds columns where nothing else changes and SQLite takes it.
  Optional<List<String>> withoutRebuild() {
    List<String> kept = before.stream().filter(after::contains).toList();
    List<String> gone = before.stream().filter(name -> !after.contains(name)).toList();
    List<String> come = after.stream().filter(name -> !before.contains(name)).toList();
    List<String> constraints = constraints(true);
    List<String> wanted = constraints(false);
    List<String> added = wanted.stream().filter(one -> !constraints.contains(one)).toList();
    boolean fits =
        !change.touches("options")
            && after.equals(Stream.concat(kept.stream(), come.stream()).toList())
            && kept.stream().allMatch(this::isSame)
            && wanted.containsAll(constraints)
            && (added.isEmpty() || !come.isEmpty())
            && gone.stream().allMatch(this::canDrop)
            && come.stream().allMatch(this::canAdd);
    List<String> left = new ArrayList<>(added);
    List<String> statements = new ArrayList<>();
    gone.forEach(name -> statements.add(alter("DROP COLUMN " + Spelling.name(name))));
    for (String name : come) {
      List<String> its =
          left.stream().filter(one -> goesWith(one, name, name.equals(come.getLast()))).toList();
      left.removeAll(its);
      statements.add(
          alter(
              "ADD COLUMN "
                  + definition(name)
                  + its.stream().map(one -> " " + inline(one, name)).reduce("", String::concat)));
    }
    return fits && left.isEmpty() ? Optional.of(statements) : Optional.empty();
  }

  /// Lists the parts of the definition that are no columns.
  private List<String> constraints(boolean ofLive) {
    return ofLive
        ? change.from().texts("definition").stream().skip(before.size()).toList()
        : change.to().texts("definition").stream().skip(after.size()).toList();
  }

  private boolean goesWith(String constraint, String column, boolean last) {
    return constraint.startsWith("FOREIGN KEY (" + Spelling.name(column) + ") ")
        || (last && constraint.startsWith("CHECK "));
  }

  private static String inline(String constraint, String column) {
    String start = "FOREIGN KEY (" + Spelling.name(column) + ") ";
    return constraint.startsWith(start) ? constraint.substring(start.length()) : constraint;
  }

  private String definition(String column) {
    return change.to().texts("definition").get(after.indexOf(column));
  }

  private boolean isSame(String column) {
    return change.from().texts("definition").get(before.indexOf(column)).equals(definition(column));
  }

  private SchemaObject column(String name) {
    return change.desired().get(ObjectId.of("column", table, name));
  }

  private boolean canAdd(String name) {
    SchemaObject column = column(name);
    String value = column.text("default").toUpperCase(Locale.ROOT);
    boolean constant = !value.startsWith("(") && !value.startsWith("CURRENT_");
    boolean refers =
        constraints(false).stream()
            .anyMatch(one -> one.startsWith("FOREIGN KEY (" + Spelling.name(name) + ") "));
    boolean empty = value.isEmpty() || value.equals("NULL");
    return constant
        && !column.has("primary_key")
        && !column.text("generated").equals("STORED")
        && !(column.has("not_null") && empty && !column.has("generated"))
        && !(refers && !empty);
  }

  /// A column can go when nothing else names it, and no view or trigger has to be read again.
  private boolean canDrop(String name) {
    ObjectId id = ObjectId.of("column", table, name);
    boolean used =
        change.live().users(id).stream()
                .anyMatch(user -> user.kind().equals("constraint") || survives(user))
            || change.live().users(change.from().id()).stream()
                .anyMatch(user -> List.of("view", "trigger").contains(user.kind()));
    List<String> rest = new ArrayList<>(change.from().texts("definition"));
    rest.remove(before.indexOf(name));
    boolean named =
        rest.stream()
            .flatMap(part -> Token.of(part).stream())
            .anyMatch(token -> token.name().equalsIgnoreCase(name));
    return !used && !named && !change.live().get(id).has("primary_key") && before.size() > 1;
  }

  private boolean survives(SchemaObject user) {
    return change.desired().find(user.id()).isPresent();
  }

  private String alter(String action) {
    return "ALTER TABLE " + Spelling.name(table) + " " + action;
  }

  /// Makes the table anew, copies its rows with their identity, and gives it the old one's name.
  ///
  /// Indexes, triggers and views go before and come back after, as what uses the table.
  List<String> rebuild() {
    String fresh = "lockstep_new_" + table;
    String quoted = Spelling.name(fresh);
    List<String> statements = new ArrayList<>();
    statements.add(ForeignKeys.OFF);
    statements.add("SAVEPOINT " + SAVEPOINT);
    if (ForeignKeys.referTo(change.from(), change.live())) {
      statements.addAll(ForeignKeys.GUARD);
    }
    statements.add(TableKind.create(change.to(), fresh));
    List<String> copied =
        new ArrayList<>(
            after.stream()
                .filter(name -> before.contains(name) && !isGenerated(name))
                .map(Spelling::name)
                .toList());
    rowid().ifPresent(name -> copied.addFirst(name));
    if (!copied.isEmpty()) {
      String list = String.join(", ", copied);
      // A constraint's own ON CONFLICT would leave rows out, or replace some by others, unseen.
      statements.add(
          "INSERT OR ABORT INTO %s (%s) SELECT %s FROM %s"
              .formatted(quoted, list, list, Spelling.name(table)));
    }
    if (change.from().has("_autoincrement") && change.to().has("_autoincrement")) {
      statements.add("DELETE FROM sqlite_sequence WHERE name = " + Spelling.text(fresh));
      statements.add(
          "INSERT INTO sqlite_sequence (name, seq) SELECT %s, seq FROM sqlite_sequence WHERE name = %s"
              .formatted(Spelling.text(fresh), Spelling.text(table)));
    }
    statements.add("DROP TABLE " + Spelling.name(table));
    statements.add("PRAGMA legacy_alter_table = ON");
    statements.add("ALTER TABLE " + quoted + " RENAME TO " + Spelling.name(table));
    statements.add("PRAGMA legacy_alter_table = OFF");
    statements.add("RELEASE " + SAVEPOINT);
    return statements;
  }

  private boolean isGenerated(String name) {
    return column(name).has("generated");
  }

  /// Returns the name under which rows carry their number, when no column carries it over.
  private Optional<String> rowid() {
    boolean numbered =
        Stream.of(change.from(), change.to())
            .noneMatch(one -> one.texts("options").contains("WITHOUT ROWID"));
    if (!numbered || before.contains(change.to().text("_rowid"))) {
      return Optional.empty();
    }
    return Stream.of("rowid", "_rowid_", "oid")
        .filter(name ->
            Stream.concat(before.stream(), after.stream())
                .noneMatch(column -> column.equalsIgnoreCase(name)))
        .findFirst();
  }
}
