package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Query;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows how a table of SQLite is built anew: a new one takes the rows, the old one goes, and the
/// new one gets its name; or the old one gives its name away first.
///
/// *Source*: https://www.sqlite.org/lang_altertable.html, section 7
final class Rebuild {
  private Rebuild() {}

  /// Tells whether a table that is dropped here lives on in one that took its rows.
  static boolean keepsRows(QualifiedName table, Scene scene) {
    return successor(table, scene).isPresent();
  }

  /// Finds the table that took the rows of one that is dropped here, and has its name in the end.
  static Optional<QualifiedName> successor(QualifiedName table, Scene scene) {
    return scene.dialect().equals("sqlite")
        ? scene.before().stream()
            .flatMap(earlier -> copy(earlier, table, scene).stream())
            .filter(copy -> getsNameLater(copy, table, scene) || hasOldName(copy, table, scene))
            .findFirst()
        : Optional.empty();
  }

  /// Lists the columns of a table that is dropped here of which the copied rows hold nothing. A
  /// column may have got another name meanwhile, so there are none where as many are copied.
  static List<String> leftBehind(QualifiedName table, Scene scene) {
    KnownTable old = scene.schema().table(table).orElse(null);
    KnownTable fresh = successor(table, scene).flatMap(scene.schema()::table).orElse(null);
    if (old == null || fresh == null) {
      return List.of();
    }
    List<String> copied =
        scene.before().stream()
            .filter(earlier ->
                earlier instanceof Insert insert
                    && !insert.columns().isEmpty()
                    && scene.schema().isSame(insert.table(), fresh.name()))
            .map(earlier -> ((Insert) earlier).columns())
            .findFirst()
            .orElse(List.copyOf(fresh.columns().keySet()));
    List<String> held =
        old.columns().values().stream()
            .filter(column -> column.generated() == null)
            .map(Column::name)
            .toList();
    return copied.size() >= held.size()
        ? List.of()
        : held.stream().filter(name -> copied.stream().noneMatch(name::equalsIgnoreCase)).toList();
  }

  /// Returns the table that rows of another one are put into.
  private static Optional<QualifiedName> copy(Operation earlier, QualifiedName table, Scene scene) {
    return switch (earlier) {
      case Insert insert when reads(insert.query(), table, scene) -> Optional.of(insert.table());
      case CreateTable create when reads(create.query(), table, scene) ->
          Optional.of(create.table());
      default -> Optional.empty();
    };
  }

  private static boolean reads(@Nullable Query query, QualifiedName table, Scene scene) {
    return query != null
        && query.where() == null
        && !query.has(Query.Kind.LIMIT)
        && !query.has(Query.Kind.JOINS)
        && query.reads().stream().anyMatch(read -> scene.schema().isSame(read, table));
  }

  private static boolean getsNameLater(QualifiedName copy, QualifiedName table, Scene scene) {
    return scene.after().stream()
        .anyMatch(later ->
            later instanceof Rename rename
                && isOfTable(rename)
                && scene.schema().isSame(rename.object(), copy)
                && scene.schema().isSame(renamed(rename), table));
  }

  private static boolean hasOldName(QualifiedName copy, QualifiedName table, Scene scene) {
    return scene.before().stream()
        .anyMatch(earlier ->
            earlier instanceof Rename rename
                && isOfTable(rename)
                && scene.schema().isSame(renamed(rename), table)
                && scene.schema().isSame(rename.object(), copy));
  }

  /// Tells whether a table gives away its name here, for one that is created and takes its rows
  /// before it is dropped.
  static boolean beginsWith(Rename rename, Scene scene) {
    return scene.dialect().equals("sqlite")
        && isOfTable(rename)
        && scene.after().stream()
            .anyMatch(later ->
                later instanceof CreateTable create
                    && scene.schema().isSame(create.table(), rename.object()))
        && scene.after().stream()
            .anyMatch(later ->
                later instanceof Drop drop
                    && drop.type() == ObjectType.TABLE
                    && scene.schema().isSame(drop.names().getFirst(), renamed(rename)));
  }

  private static boolean isOfTable(Rename rename) {
    return rename.type() == ObjectType.TABLE && rename.part() == null;
  }

  static QualifiedName renamed(Rename rename) {
    return new QualifiedName(rename.object().qualifier(), rename.to());
  }
}
