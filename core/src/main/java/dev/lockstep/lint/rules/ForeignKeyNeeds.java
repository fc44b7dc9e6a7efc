package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.AlterPartitions;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Truncate;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A foreign key needs what a statement takes away.
///
/// *Source*: run on MariaDB 11.4; what MySQL may see otherwise is said of MariaDB alone.
final class ForeignKeyNeeds implements Rule {
  private static final Description ABOUT =
      new Description(
          "foreign-key-needs",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "InnoDB keeps an index, column, type or table for as long as a foreign key needs it, on"
              + " either side.",
          "Drop the foreign key first, and add it again behind where it still holds.");

  @Override
  public Description about() {
    return ABOUT;
  }

  /// Is a foreign key with the table that it is of.
  private record Key(Constraint constraint, KnownTable table) {
    private String words() {
      String name = constraint.name();
      return (name == null ? "a foreign key" : "foreign key " + name)
          + " of "
          + table.name().name();
    }

    private Reference reference() {
      Reference reference = constraint.reference();
      if (reference == null) {
        throw new IllegalStateException("refers to nothing: " + constraint);
      }
      return reference;
    }
  }

  @Override
  public void check(Operation operation, Scene scene) {
    boolean unchecked = areUnchecked(scene);
    boolean lenient = unchecked && !scene.dialect().equals("mariadb");
    Stream<Key> needing =
        switch (operation) {
          case Drop drop
              when drop.type() == ObjectType.INDEX && drop.table() != null && !unchecked ->
              drop.names().stream().flatMap(name -> index(name, drop.table(), scene));
          case DropConstraint drop when drop.type() == ConstraintType.PRIMARY_KEY && !unchecked ->
              scene.schema().table(drop.table()).stream()
                  .flatMap(table -> table.constraints(ConstraintType.PRIMARY_KEY))
                  .flatMap(key -> without(key.columns(), drop.table(), scene));
          case DropColumn drop when !lenient -> about(drop.table(), drop.column(), scene);
          case Redefine change when !lenient -> redefined(change, scene);
          case Drop drop when drop.type() == ObjectType.TABLE && !unchecked ->
              drop.names().stream().flatMap(table -> dropped(table, drop, scene));
          case Truncate truncate when !unchecked ->
              truncate.tables().stream()
                  .flatMap(table -> keys(table, scene).filter(key -> isOfOther(key, table, scene)));
          case SetTableOption set
              when set.option().equals("engine")
                  && !"innodb".equalsIgnoreCase(set.value())
                  && !unchecked ->
              touching(set.table(), scene);
          case AlterPartitions change when change.verb().equals("partition by") && !unchecked ->
              touching(change.table(), scene);
          default -> Stream.empty();
        };
    needing
        .filter(key -> isThere(key, scene))
        .findFirst()
        .ifPresent(key ->
            scene.say("This fails while there is %s.".formatted(key.words()), ABOUT.instead()));
  }

  private static boolean areUnchecked(Scene scene) {
    boolean off = false;
    for (Operation earlier : scene.before()) {
      if (earlier instanceof SetVariable set && set.name().equals("foreign_key_checks")) {
        off = Online.isOff(set.value());
      }
    }
    return off;
  }

  // -------------------------------------------------------------------------------- foreign keys

  /// Lists the foreign keys of a table and those that refer to it. Whether the server has them is
  /// asked of the few that are left in the end: some tables have thousands.
  private static Stream<Key> keys(QualifiedName about, Scene scene) {
    return Stream.concat(
            scene.schema().table(about).stream(),
            scene.schema().referringTo(about).stream()
                .filter(table -> !scene.schema().isSame(table.name(), about)))
        .flatMap(table ->
            table
                .constraints(ConstraintType.FOREIGN_KEY)
                .filter(key -> key.reference() != null)
                .map(key -> new Key(key, table)));
  }

  /// Tells whether the server knows a key, and the same statement does not drop it.
  private static boolean isThere(Key key, Scene scene) {
    return isInnoDb(key.table().name(), scene)
        && isInnoDb(key.reference().table(), scene)
        && !isInline(key.constraint(), key.table(), scene)
        && !isDropped(key.constraint(), key.table(), scene);
  }

  private static boolean isInnoDb(QualifiedName name, Scene scene) {
    String engine =
        scene.schema().table(name).map(table -> table.option("engine")).orElse("innodb");
    return engine.isEmpty() || engine.equals("innodb");
  }

  /// MySQL takes no foreign key at a column.
  private static boolean isInline(Constraint key, KnownTable table, Scene scene) {
    return scene.dialect().equals("mysql")
        && table.columns().values().stream().anyMatch(one -> one.constraints().contains(key));
  }

  private static boolean isDropped(Constraint key, KnownTable table, Scene scene) {
    return scene.whole().stream()
        .anyMatch(other ->
            other instanceof DropConstraint drop
                && drop.type() != ConstraintType.PRIMARY_KEY
                && scene.schema().isSame(drop.table(), table.name())
                && (key.name() == null || key.name().equalsIgnoreCase(drop.constraint())));
  }

  private static boolean isOf(Key key, QualifiedName table, Scene scene) {
    return scene.schema().isSame(key.table().name(), table);
  }

  private static boolean refers(Key key, QualifiedName table, Scene scene) {
    return scene.schema().isSame(key.reference().table(), table);
  }

  private static boolean isOfOther(Key key, QualifiedName table, Scene scene) {
    return refers(key, table, scene) && !isOf(key, table, scene);
  }

  private static Stream<Key> touching(QualifiedName table, Scene scene) {
    return keys(table, scene).filter(key -> isOf(key, table, scene) || refers(key, table, scene));
  }

  /// MariaDB drops one table of a statement after the other.
  private static Stream<Key> dropped(QualifiedName table, Drop drop, Scene scene) {
    List<QualifiedName> gone =
        scene.dialect().equals("mariadb")
            ? drop.names().subList(0, drop.names().indexOf(table))
            : drop.names();
    return keys(table, scene)
        .filter(key -> isOfOther(key, table, scene))
        .filter(key -> gone.stream().noneMatch(one -> isOf(key, one, scene)));
  }

  // ------------------------------------------------------------------------------------- columns

  private static Stream<Key> about(QualifiedName table, String column, Scene scene) {
    return keys(table, scene)
        .filter(key ->
            (isOf(key, table, scene) && has(key.constraint().columns(), column))
                || (refers(key, table, scene) && has(key.reference().columns(), column)));
  }

  private static boolean has(List<String> columns, String column) {
    return columns.stream().anyMatch(column::equalsIgnoreCase);
  }

  private static Stream<Key> redefined(Redefine change, Scene scene) {
    Column before =
        scene
            .schema()
            .table(change.table())
            .flatMap(table -> table.columnIgnoringCase(change.column()))
            .orElse(null);
    if (before == null) {
      return Stream.empty();
    }
    boolean retyped = differ(before.type(), change.definition().type(), scene);
    return about(change.table(), change.column(), scene)
        .filter(key ->
            retyped
                || (change.definition().isNotNull()
                    && isOf(key, change.table(), scene)
                    && has(key.constraint().columns(), change.column())
                    && setsNull(key.reference())));
  }

  private static boolean setsNull(Reference reference) {
    return reference.onDelete().equals("SET NULL") || reference.onUpdate().equals("SET NULL");
  }

  /// MariaDB refuses another length of a text as well.
  private static boolean differ(@Nullable TypeName from, @Nullable TypeName to, Scene scene) {
    return from != null
        && to != null
        && (!from.name().equals(to.name())
            || (scene.dialect().equals("mariadb")
                && from.name().endsWith("char")
                && !from.modifiers().equals(to.modifiers())));
  }

  // ------------------------------------------------------------------------------------- indexes

  private static Stream<Key> index(QualifiedName name, QualifiedName table, Scene scene) {
    return scene.schema().table(table).stream()
        .flatMap(known -> columns(name.name(), known).stream())
        .flatMap(columns -> without(columns, table, scene));
  }

  private static Optional<List<String>> columns(String index, KnownTable table) {
    return Stream.concat(
            table.indexes().stream()
                .filter(one -> one.name() != null && one.name().name().equalsIgnoreCase(index))
                .map(CreateIndex::columns),
            table
                .constraints(ConstraintType.UNIQUE)
                .filter(one -> index.equalsIgnoreCase(one.name()))
                .map(Constraint::columns))
        .findFirst();
  }

  /// Lists the foreign keys that no other index of a table serves.
  private static Stream<Key> without(List<String> columns, QualifiedName name, Scene scene) {
    KnownTable table = scene.schema().table(name).orElse(null);
    if (table == null || !scene.schema().isWhole(name)) {
      return Stream.empty();
    }
    List<List<String>> others =
        Stream.of(
                table.indexes().stream()
                    .filter(one -> !isDropped(one.name(), scene))
                    .map(CreateIndex::columns),
                table.constraints().stream()
                    .filter(one -> isKey(one) && !isDropped(one, scene))
                    .map(Constraint::columns),
                scene.whole().stream().flatMap(ForeignKeyNeeds::added))
            .flatMap(all -> all)
            .toList();
    return keys(name, scene)
        .filter(key ->
            (isOf(key, name, scene) && loses(key.constraint().columns(), columns, others))
                || (refers(key, name, scene) && loses(key.reference().columns(), columns, others)));
  }

  private static boolean isKey(Constraint one) {
    return one.type() == ConstraintType.PRIMARY_KEY || one.type() == ConstraintType.UNIQUE;
  }

  private static boolean isDropped(@Nullable QualifiedName index, Scene scene) {
    return index != null
        && scene.whole().stream()
            .anyMatch(other ->
                other instanceof Drop drop
                    && drop.type() == ObjectType.INDEX
                    && drop.names().stream()
                        .anyMatch(name -> name.name().equalsIgnoreCase(index.name())));
  }

  private static boolean isDropped(Constraint key, Scene scene) {
    return key.type() == ConstraintType.PRIMARY_KEY
        ? scene.whole().stream()
            .anyMatch(other ->
                other instanceof DropConstraint drop && drop.type() == ConstraintType.PRIMARY_KEY)
        : key.name() != null && isDropped(new QualifiedName(null, key.name()), scene);
  }

  private static Stream<List<String>> added(Operation other) {
    return switch (other) {
      case CreateIndex index -> Stream.of(index.columns());
      case AddConstraint add when isKey(add.constraint()) -> Stream.of(add.constraint().columns());
      default -> Stream.empty();
    };
  }

  /// Tells whether an index served some columns, and none of the others does.
  private static boolean loses(List<String> wanted, List<String> gone, List<List<String>> others) {
    return serves(gone, wanted) && others.stream().noneMatch(one -> serves(one, wanted));
  }

  private static boolean serves(List<String> index, List<String> wanted) {
    return !wanted.isEmpty()
        && index.size() >= wanted.size()
        && index.subList(0, wanted.size()).stream().allMatch(column -> has(wanted, column));
  }
}
