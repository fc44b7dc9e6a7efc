package dev.lockstep.lint.rules;

import dev.lockstep.lint.Dependent;
import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Scene;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds what PostgreSQL knows to need something that a statement takes away, as far as the
/// statements so far have told.
///
/// *Source*: run on PostgreSQL 13, 14, 15 and 18; a generated column goes with what it is made of
/// up to 14.
final class Needed {
  private static final int NAMED = 3;

  private static final int GENERATED_NEEDS = 15;

  /// The types that come with extensions.
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "citext", Set.of("citext"),
          "hstore", Set.of("hstore"),
          "ltree", Set.of("ltree", "lquery", "ltxtquery"),
          "cube", Set.of("cube"),
          "isn", Set.of("isbn", "isbn13", "issn", "issn13", "ismn", "ismn13", "ean13", "upc"),
          "intarray", Set.of("query_int"),
          "seg", Set.of("seg"),
          "postgis", Set.of("geometry", "geography", "box2d", "box3d"),
          "vector", Set.of("vector", "halfvec", "sparsevec"));

  private Needed() {}

  /// Names what would be in the way of an operation, or go with it on `CASCADE`.
  static List<String> by(Operation operation, Scene scene) {
    return switch (operation) {
      case ChangeType change ->
          Stream.concat(
                  using(change.table(), change.column(), scene),
                  computed(change.table(), change.column(), handled(scene), scene))
              .toList();
      case DropColumn drop ->
          Stream.of(
                  using(drop.table(), drop.column(), scene),
                  scene.version() < GENERATED_NEEDS
                      ? Stream.<String>empty()
                      : computed(drop.table(), drop.column(), Set.of(), scene),
                  keys(
                      drop.table(),
                      Set.of(),
                      (key, table) -> isAbout(key, table, drop, scene),
                      scene))
              .flatMap(names -> names)
              .toList();
      case DropConstraint drop ->
          scene
              .schema()
              .table(drop.table())
              .flatMap(table -> table.namedOrGiven(String.valueOf(drop.constraint())))
              .filter(one ->
                  one.type() == ConstraintType.PRIMARY_KEY || one.type() == ConstraintType.UNIQUE)
              .map(gone -> keysOf(drop.table(), gone.columns(), scene))
              .orElse(List.of());
      case Drop drop -> drop.names().stream().flatMap(name -> by(drop, name, scene)).toList();
      default -> List.of();
    };
  }

  /// Names some of them in a sentence.
  static String listed(List<String> names) {
    List<String> some = names.stream().distinct().toList();
    int more = some.size() - NAMED;
    return more > 0
        ? String.join(", ", some.subList(0, NAMED)) + " and " + more + " more"
        : some.size() == 1
            ? some.getFirst()
            : String.join(", ", some.subList(0, some.size() - 1)) + " and " + some.getLast();
  }

  private static Stream<String> by(Drop drop, QualifiedName name, Scene scene) {
    return switch (drop.type()) {
      case TABLE ->
          Stream.concat(
              reading(drop, name, scene),
              keys(name, Set.copyOf(drop.names()), (_, _) -> true, scene));
      case VIEW, MATERIALIZED_VIEW -> reading(drop, name, scene);
      case TYPE, DOMAIN ->
          Stream.concat(
              columns(scene, (column, _) -> isOf(column, name, scene)),
              scene.schema().domainsOf(name).stream()
                  .filter(other ->
                      drop.names().stream().noneMatch(one -> scene.schema().isSame(one, other)))
                  .map(other -> "domain " + other.name()));
      case FUNCTION, ROUTINE ->
          scene.schema().dependents().all().stream()
              .filter(one -> one.type() == ObjectType.TRIGGER)
              .filter(
                  one -> one.calls().stream().anyMatch(call -> scene.schema().isSame(call, name)))
              .map(Dependent::words);
      case SEQUENCE -> columns(scene, (column, table) -> counts(column, table, name, scene));
      case EXTENSION ->
          columns(
              scene,
              (column, _) -> {
                TypeName type = column.type();
                return type != null
                    && TYPES.getOrDefault(name.name(), Set.of()).contains(lastWord(type.name()));
              });
      case SCHEMA ->
          Stream.concat(
              scene.schema().tables().stream()
                  .map(KnownTable::name)
                  .filter(scene.schema()::isWhole)
                  .filter(table -> name.name().equals(table.qualifier()))
                  .map(table -> "table " + table.name()),
              scene.schema().dependents().all().stream()
                  .filter(one -> name.name().equals(one.name().qualifier()))
                  .map(Dependent::words));
      case INDEX -> index(name, scene).stream();
      default -> Stream.empty();
    };
  }

  private static Stream<String> using(QualifiedName table, String column, Scene scene) {
    return scene.schema().dependents().using(table, column).stream().map(Dependent::words);
  }

  private static Stream<String> reading(Drop drop, QualifiedName name, Scene scene) {
    return scene.schema().dependents().reading(name).stream()
        .filter(one ->
            drop.names().stream().noneMatch(other -> scene.schema().isSame(other, one.name())))
        .map(Dependent::words);
  }

  /// Names the columns that are computed from one.
  private static Stream<String> computed(
      QualifiedName table, String from, Set<String> handled, Scene scene) {
    return scene.schema().table(table).stream()
        .flatMap(known -> known.columns().values().stream())
        .filter(column -> !handled.contains(column.name()))
        .filter(column ->
            Stream.ofNullable(column.generated())
                .anyMatch(by -> by.expression().columns().contains(from)))
        .map(column -> "generated column " + column.name());
  }

  /// Lists the columns that a statement drops, or computes no more, before it changes types.
  private static Set<String> handled(Scene scene) {
    return scene.whole().stream()
        .flatMap(other ->
            switch (other) {
              case DropColumn drop -> Stream.of(drop.column());
              case SetColumnOption set -> Stream.of(set.column());
              default -> Stream.empty();
            })
        .collect(Collectors.toSet());
  }

  /// Names foreign keys that refer to a table.
  ///
  /// @param without tables whose keys go with it
  private static Stream<String> keys(
      QualifiedName name,
      Set<QualifiedName> without,
      BiPredicate<Constraint, KnownTable> wanted,
      Scene scene) {
    return scene.schema().referringTo(name).stream()
        .filter(
            table -> without.stream().noneMatch(one -> scene.schema().isSame(one, table.name())))
        .flatMap(table ->
            table
                .constraints(ConstraintType.FOREIGN_KEY)
                .filter(key -> refers(key, name, scene) && wanted.test(key, table))
                .map(key -> key(key, table)));
  }

  private static String key(Constraint key, KnownTable table) {
    return (key.name() == null ? "a foreign key" : "foreign key " + key.name())
        + " of "
        + table.name().name();
  }

  private static boolean refers(Constraint key, QualifiedName name, Scene scene) {
    Reference reference = key.reference();
    return reference != null && scene.schema().isSame(reference.table(), name);
  }

  /// Tells whether a foreign key refers to a column; one of that column itself goes with it.
  private static boolean isAbout(Constraint key, KnownTable table, DropColumn drop, Scene scene) {
    Reference reference = key.reference();
    boolean own =
        table.name().name().equals(drop.table().name()) && key.columns().contains(drop.column());
    return reference != null && !own && columns(reference, scene).contains(drop.column());
  }

  private static List<String> columns(Reference reference, Scene scene) {
    return reference.columns().isEmpty()
        ? scene.schema().table(reference.table()).stream()
            .flatMap(table -> table.constraints(ConstraintType.PRIMARY_KEY))
            .flatMap(key -> key.columns().stream())
            .toList()
        : reference.columns();
  }

  /// Names the foreign keys that need the only key of some columns.
  private static List<String> keysOf(QualifiedName name, List<String> columns, Scene scene) {
    KnownTable table = scene.schema().table(name).orElseThrow();
    boolean primary =
        table
            .constraints(ConstraintType.PRIMARY_KEY)
            .anyMatch(key -> key.columns().equals(columns));
    long alike =
        table.constraints().stream()
                .filter(one ->
                    one.type() == ConstraintType.PRIMARY_KEY || one.type() == ConstraintType.UNIQUE)
                .filter(one -> Set.copyOf(one.columns()).equals(Set.copyOf(columns)))
                .count()
            + table.indexes().stream()
                .filter(CreateIndex::unique)
                .filter(one -> Set.copyOf(one.columns()).equals(Set.copyOf(columns)))
                .count();
    return alike != 1
        ? List.of()
        : keys(
                name,
                Set.of(),
                (key, _) ->
                    Optional.ofNullable(key.reference())
                        .filter(reference ->
                            reference.columns().isEmpty()
                                ? primary
                                : Set.copyOf(reference.columns()).equals(Set.copyOf(columns)))
                        .isPresent(),
                scene)
            .toList();
  }

  private static List<String> index(QualifiedName name, Scene scene) {
    return scene
        .schema()
        .index(name)
        .filter(index ->
            index.unique()
                && index.where() == null
                && index.keys().size() == index.columns().size())
        .map(index -> keysOf(index.table(), index.columns(), scene))
        .orElse(List.of());
  }

  private static Stream<String> columns(Scene scene, BiPredicate<Column, KnownTable> wanted) {
    return scene.schema().tables().stream()
        .flatMap(table ->
            table.columns().values().stream()
                .filter(column -> wanted.test(column, table))
                .map(column -> "column " + column.name() + " of " + table.name().name()));
  }

  private static boolean isOf(Column column, QualifiedName name, Scene scene) {
    TypeName type = column.type();
    return type != null && scene.schema().isOf(type, name);
  }

  private static boolean counts(
      Column column, KnownTable table, QualifiedName sequence, Scene scene) {
    String own = table.name().name() + "_" + column.name() + "_seq";
    return (column.numbering() == Numbering.SERIAL || column.numbering() == Numbering.IDENTITY)
        && scene.schema().isSame(new QualifiedName(table.name().qualifier(), own), sequence);
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
