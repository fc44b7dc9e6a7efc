package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.Planner.Route;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Leads tables from one parent to another, as partitions and as heirs: they leave first, stand
/// alone while everything else changes, and join last. So they stay the same tables with the same
/// rows, and their columns are held to those of the new parent by the plan in between.
final class Parentage {
  private static final String NO_WAY =
      "%s would have to come from the parent of its table alone, and PostgreSQL knows no way to"
          + " that but a new table; written into the table itself as well, it can stay";

  private final DatabaseSchema live;
  private final DatabaseSchema desired;

  private Parentage(DatabaseSchema live, DatabaseSchema desired) {
    this.live = live;
    this.desired = desired;
  }

  /// Is a table that gets other parents.
  ///
  /// @param kept the bonds that stay, first among the later ones
  private record Move(SchemaObject from, SchemaObject to, List<List<String>> kept) {}

  /// Finds the way. What an heir that is there was meant to have of its new parent alone, it has of
  /// its own as well in the end; see [#noWay].
  static Route route(DatabaseSchema live, DatabaseSchema desired) {
    List<SchemaChange> first = new ArrayList<>();
    DatabaseSchema from = LeftToHeirs.of(live, desired).in(live, first);
    Route route = new Parentage(from, desired).route();
    first.addAll(route.first());
    return new Route(first, route.from(), route.to(), route.last());
  }

  private Route route() {
    requireWay();
    List<Move> moves =
        live.ofKind("table").stream()
            .flatMap(from -> desired.find(from.id()).map(to -> move(from, to)).stream())
            .flatMap(Optional::stream)
            .toList();
    List<Move> comers =
        desired.ofKind("table").stream()
            .filter(this::comesAlone)
            .map(to -> new Move(to, to, List.of()))
            .toList();
    List<Move> all = Stream.concat(moves.stream(), comers.stream()).toList();
    if (all.isEmpty()) {
      return Route.straight(live, desired);
    }
    List<SchemaChange> first = new ArrayList<>();
    List<SchemaChange> last = new ArrayList<>();
    List<SchemaObject> released = keysTo(left(moves), live);
    List<SchemaObject> bound = keysTo(left(moves), desired);
    released.forEach(key -> first.add(releasing(key)));
    moves.forEach(move -> leaving(move).ifPresent(first::add));
    moves.forEach(move -> joining(move).ifPresent(last::add));
    DatabaseSchema from = alone(live, moves.stream().map(Move::from).toList(), moves);
    DatabaseSchema to = alone(desired, all.stream().map(Move::to).toList(), all);
    for (Move move : comers) {
      last.add(coming(move, to));
    }
    bound.forEach(key -> last.add(binding(key)));
    to = without(rivals(to, all, last), withKeysOf(from, to, moves, last));
    all.forEach(move -> last.addAll(triggers(move.to())));
    from = without(ids(released), from);
    to = without(ids(bound), to);
    for (Move move : comers) {
      to = without(ids(keys(move, to)), to);
    }
    return new Route(first, from, to, last);
  }

  /// Tells whether a new partition has what one that is made as such cannot have: an order of
  /// columns and names of keys.
  private boolean comesAlone(SchemaObject to) {
    return to.has("partition_of")
        && live.find(to.id()).filter(from -> !isRemade(from, to)).isEmpty()
        && desired
            .find(new ObjectId("table", to.texts("partition_of")))
            .filter(parent ->
                to.has(KeyNames.ATTRIBUTE)
                    || !parent.texts("_columns").equals(to.texts("_columns")))
            .isPresent();
  }

  /// Lists what a table has of its parent beside columns, once it stands alone.
  private List<SchemaObject> keys(Move move, DatabaseSchema within) {
    return within.children(move.to().id()).stream()
        .filter(part -> part.kind().equals("constraint") || part.kind().equals("index"))
        .filter(part -> desired.find(part.id()).isEmpty())
        .toList();
  }

  /// Writes what makes a new table a partition: its parent demands checks of it, and takes keys
  /// that it has in the place of such as would get usual names.
  private SchemaChange coming(Move move, DatabaseSchema within) {
    List<String> statements = new ArrayList<>();
    for (SchemaObject part : keys(move, within)) {
      boolean named = KeyNames.isNamed(move.to(), part.id().name());
      if (part.kind().equals("index") && named) {
        statements.addAll(new IndexKind().create(part, within));
      } else if (part.text("type").equals("check") || named) {
        statements.addAll(new ConstraintKind().create(part, within));
      }
    }
    joining(move).ifPresent(change -> statements.addAll(change.statements()));
    return new SchemaChange(
        Action.ALTER, move.to().id(), statements, List.of(), List.of(), List.of());
  }

  /// Writes which triggers of its parent do not fire on a table that has joined it.
  private List<SchemaChange> triggers(SchemaObject table) {
    return desired.children(table.id(), InheritedTriggerKind.NAME).stream()
        .map(trigger ->
            new SchemaChange(
                Action.CREATE,
                trigger.id(),
                new InheritedTriggerKind().create(trigger, desired),
                List.of(),
                List.of(),
                List.of()))
        .toList();
  }

  private Optional<Move> move(SchemaObject from, SchemaObject to) {
    if (isRemade(from, to) || (bonds(from).isEmpty() && bonds(to).isEmpty())) {
      return Optional.empty();
    }
    List<List<String>> before = bonds(from);
    List<List<String>> after = bonds(to);
    List<List<String>> kept = kept(before, after);
    if (isParentRemade(to) || hasLocalized(from, to, kept) || hasOtherNames(from, to)) {
      kept = List.of();
    }
    return kept.equals(before) && kept.equals(after)
        ? Optional.empty()
        : Optional.of(new Move(from, to, kept));
  }

  /// Lists what stays: what joins comes behind it.
  private static List<List<String>> kept(List<List<String>> before, List<List<String>> after) {
    int at = 0;
    for (List<String> bond : before) {
      at += at < after.size() && after.get(at).equals(bond) ? 1 : 0;
    }
    return after.subList(0, at);
  }

  /// Tells whether a table cannot stay the same one whatever its parents are.
  private static boolean isRemade(SchemaObject from, SchemaObject to) {
    return !from.texts("partition_key").equals(to.texts("partition_key"))
        || !from.texts("of_type").equals(to.texts("of_type"));
  }

  private boolean isParentRemade(SchemaObject to) {
    return StandingAlone.parents(to, desired).stream()
        .anyMatch(parent ->
            live.find(parent).filter(found -> isRemade(found, desired.get(parent))).isPresent());
  }

  /// A column becomes an heir's own by leaving the parent; what joins it again keeps it.
  private boolean hasLocalized(SchemaObject from, SchemaObject to, List<List<String>> kept) {
    return from.has("inherits")
        && desired.children(to.id(), "column").stream()
            .filter(column -> live.find(column.id()).isEmpty())
            .map(column -> column.id().name())
            .filter(from.texts("_columns")::contains)
            .anyMatch(name -> !alone(from, live, kept).columns().contains(name));
  }

  /// What a parent refuses as well gets no other name as long as it is a parent.
  private boolean hasOtherNames(SchemaObject from, SchemaObject to) {
    return from.has("partition_of")
        && to.has("partition_of")
        && !otherNames(from, live).equals(otherNames(to, desired));
  }

  private Map<String, String> otherNames(SchemaObject table, DatabaseSchema within) {
    return within.children(table.id(), InheritedColumnKind.NAME).stream()
        .filter(column ->
            column.has("not_null_name")
                && desired.find(column.id()).filter(to -> to.has("not_null")).isEmpty())
        .collect(
            Collectors.toMap(column -> column.id().name(), column -> column.text("not_null_name")));
  }

  private static List<List<String>> bonds(SchemaObject table) {
    return table.has("partition_of")
        ? List.of(
            List.of(Spelling.path(table.texts("partition_of")), table.text("partition_bound")))
        : table.texts("inherits").stream().map(List::of).toList();
  }

  /// Says what is left to do where a table is to have something of its parent alone.
  static Optional<String> noWay(DatabaseSchema reached, DatabaseSchema desired) {
    return Difference.between(reached, desired).stream()
        .map(Difference::id)
        .flatMap(id -> reached.find(id).stream())
        .filter(part -> desired.find(part.id()).isEmpty() && part.parent() != null)
        .filter(part ->
            desired.find(TableKind.of(part)).filter(table -> table.has("inherits")).isPresent())
        .findFirst()
        .map(part -> NO_WAY.formatted(part.id()));
  }

  /// Holds tables that keep their parents to what is possible: what an heir has of its own and of
  /// its parent, it cannot have of its parent alone.
  private void requireWay() {
    for (SchemaObject heir : live.ofKind("table")) {
      if (heir.has("inherits") && hasParentsOf(heir)) {
        if (!otherNames(heir, live).equals(otherNames(desired.get(heir.id()), desired))) {
          throw new LockstepException(
              ErrorCode.VALIDATION_FAILED,
              ("A NOT NULL of %s that its parent has as well would have to get another name, and"
                      + " PostgreSQL knows no way to that.")
                  .formatted(heir.id()),
              "Change what is desired, or do this part by hand first.");
        }
        live.children(heir.id(), "column").stream()
            .filter(own -> desired.find(own.id()).isEmpty())
            .filter(own -> isOfParent(heir, own, live) && isOfParent(heir, own, desired))
            .findFirst()
            .ifPresent(own -> {
              throw new LockstepException(
                  ErrorCode.VALIDATION_FAILED,
                  NO_WAY.formatted(own.id()) + ".",
                  "Change what is desired, or do this part by hand first.");
            });
      }
    }
  }

  private boolean hasParentsOf(SchemaObject heir) {
    return desired
        .find(heir.id())
        .filter(to -> to.texts("inherits").equals(heir.texts("inherits")))
        .isPresent();
  }

  private static boolean isOfParent(SchemaObject heir, SchemaObject own, DatabaseSchema within) {
    return StandingAlone.parents(heir, within).stream()
        .anyMatch(parent ->
            within.find(StandingAlone.part("column", parent, own.id().name())).isPresent()
                || isOfParent(within.get(parent), own, within));
  }

  private static StandingAlone alone(
      SchemaObject table, DatabaseSchema within, List<List<String>> kept) {
    return new StandingAlone(
        table,
        StandingAlone.parents(table, within).stream()
            .filter(parent -> kept.contains(List.of(Spelling.path(parent))))
            .toList(),
        within);
  }

  private Optional<SchemaChange> leaving(Move move) {
    String spelled = Spelling.path(move.from().id());
    return change(
        move.from(),
        bonds(move.from()).stream()
            .filter(bond -> !move.kept().contains(bond))
            .map(bond ->
                bond.size() > 1
                    ? TableKind.table(bond.getFirst(), "DETACH PARTITION " + spelled)
                    : TableKind.table(spelled, "NO INHERIT " + bond.getFirst()))
            .toList(),
        List.of());
  }

  private Optional<SchemaChange> joining(Move move) {
    String spelled = Spelling.path(move.to().id());
    List<List<String>> bonds = bonds(move.to());
    return change(
        move.to(),
        bonds.subList(move.kept().size(), bonds.size()).stream()
            .map(bond ->
                bond.size() > 1
                    ? TableKind.table(
                        bond.getFirst(), "ATTACH PARTITION " + spelled + " " + bond.getLast())
                    : TableKind.table(spelled, "INHERIT " + bond.getFirst()))
            .toList(),
        live.find(move.to().id()).isPresent()
                && move.to().text("partition_bound").startsWith("FOR VALUES")
            ? List.of(
                "some row of %s does not fit %s"
                    .formatted(move.to().id(), move.to().text("partition_bound")))
            : List.of());
  }

  /// Returns the partitioned tables that lose rows for a while, and those above them.
  private Set<List<String>> left(List<Move> moves) {
    Set<List<String>> left = new HashSet<>();
    for (Move move : moves) {
      Optional<SchemaObject> at = Optional.of(move.from());
      while (move.kept().isEmpty() && at.filter(table -> table.has("partition_of")).isPresent()) {
        List<String> parent = at.get().texts("partition_of");
        left.add(parent);
        at = live.find(new ObjectId("table", parent));
      }
    }
    return left;
  }

  /// Lists the foreign keys to some tables: they hold every row that is referred to where it is.
  private static List<SchemaObject> keysTo(Set<List<String>> tables, DatabaseSchema within) {
    return tables.isEmpty()
        ? List.of()
        : within.ofKind("constraint").stream()
            .filter(key -> tables.contains(key.texts("_references")))
            .toList();
  }

  private static Set<ObjectId> ids(List<SchemaObject> objects) {
    return objects.stream().map(SchemaObject::id).collect(Collectors.toSet());
  }

  private SchemaChange releasing(SchemaObject key) {
    return new SchemaChange(
        Action.DROP,
        key.id(),
        new ConstraintKind().drop(key, live),
        List.of(),
        List.of(),
        List.of());
  }

  private SchemaChange binding(SchemaObject key) {
    ConstraintKind kind = new ConstraintKind();
    return new SchemaChange(
        Action.CREATE,
        key.id(),
        kind.create(key, desired),
        kind.createOnline(key, desired),
        List.of(),
        List.of(
            "some row of %s refers to none of table %s"
                .formatted(TableKind.of(key), String.join(".", key.texts("_references")))));
  }

  private static Optional<SchemaChange> change(
      SchemaObject table, List<String> statements, List<String> failsIf) {
    return statements.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SchemaChange(Action.ALTER, table.id(), statements, List.of(), List.of(), failsIf));
  }

  /// Returns a schema in which moving tables stand alone.
  private static DatabaseSchema alone(
      DatabaseSchema schema, List<SchemaObject> tables, List<Move> moves) {
    Map<ObjectId, SchemaObject> objects = new HashMap<>(schema.objects());
    for (int i = 0; i < tables.size(); i++) {
      SchemaObject table = tables.get(i);
      List<List<String>> kept = moves.get(i).kept();
      StandingAlone alone = alone(table, schema, kept);
      List<ObjectId> left = new ArrayList<>(StandingAlone.parents(table, schema));
      left.removeAll(alone.keeps());
      SortedMap<String, List<String>> attributes = new TreeMap<>(table.attributes());
      attributes
          .keySet()
          .removeAll(Set.of("partition_of", "partition_bound", "_taken", KeyNames.ATTRIBUTE));
      attributes.computeIfPresent(
          "inherits", (_, _) -> kept.isEmpty() ? null : kept.stream().map(List::getFirst).toList());
      objects.put(
          table.id(),
          new SchemaObject(
              table.id(),
              table.parent(),
              attributes,
              table.uses().stream().filter(used -> !left.contains(used)).toList()));
      alone.into(objects);
      schema
          .children(table.id(), InheritedTriggerKind.NAME)
          .forEach(trigger -> objects.remove(trigger.id()));
    }
    return schema.holding(objects.values());
  }

  private static DatabaseSchema without(Set<ObjectId> unwanted, DatabaseSchema schema) {
    return unwanted.isEmpty() ? schema : schema.without(unwanted::contains);
  }

  /// Finds what a parent would take over instead of what is meant for it, to be made afterwards.
  private Set<ObjectId> rivals(DatabaseSchema to, List<Move> moves, List<SchemaChange> last) {
    Set<ObjectId> rivals = new HashSet<>();
    for (Move move : moves) {
      List<SchemaObject> parts = to.children(move.to().id());
      for (SchemaObject own : desired.children(move.to().id(), "index")) {
        if (parts.stream()
            .anyMatch(part -> desired.find(part.id()).isEmpty() && isSameKey(part, own))) {
          rivals.add(own.id());
          last.add(
              new SchemaChange(
                  Action.CREATE,
                  own.id(),
                  new IndexKind().create(own, desired),
                  List.of(),
                  List.of(),
                  List.of()));
        }
      }
    }
    return rivals;
  }

  /// Lets moving tables keep what their new parents take over, whatever it is called.
  private DatabaseSchema withKeysOf(
      DatabaseSchema from, DatabaseSchema to, List<Move> moves, List<SchemaChange> last) {
    Map<ObjectId, SchemaObject> objects = new HashMap<>(to.objects());
    for (Move move : moves) {
      Set<ObjectId> used = new HashSet<>();
      to.children(move.to().id()).stream()
          .filter(wanted -> desired.find(wanted.id()).isEmpty())
          .forEach(wanted -> {
            if (wanted.kind().equals("column")) {
              if (!hasOtherNames(move.from(), move.to())) {
                objects.put(wanted.id(), notNullAs(from.objects().get(wanted.id()), wanted));
              }
            } else if (from.find(wanted.id()).isEmpty()) {
              from.children(move.from().id()).stream()
                  .filter(other -> isSameKey(other, wanted))
                  .filter(other -> to.find(other.id()).isEmpty() && used.add(other.id()))
                  .findFirst()
                  .ifPresent(other -> {
                    objects.remove(wanted.id());
                    objects.put(other.id(), named(wanted, other));
                    last.addAll(renaming(move.to(), wanted, other));
                  });
            }
          });
    }
    return to.holding(objects.values());
  }

  private static List<SchemaChange> renaming(
      SchemaObject table, SchemaObject wanted, SchemaObject other) {
    return wanted.text("type").equals("foreign key") || !table.has("partition_of")
        ? List.of()
        : List.of(
            new SchemaChange(
                Action.ALTER,
                table.id(),
                List.of(KeyNames.renamed(table.id(), other.id().name(), wanted.id().name())),
                List.of(),
                List.of(),
                List.of()));
  }

  private static boolean isSameKey(SchemaObject one, SchemaObject other) {
    if (!one.kind().equals(other.kind())) {
      return false;
    }
    return switch (one.kind()) {
      case "constraint" ->
          !one.text("type").equals("check")
              && one.text("definition").equals(other.text("definition"));
      case "index" ->
          StandingAlone.indexed(one.text("definition"))
              .equals(StandingAlone.indexed(other.text("definition")));
      default -> false;
    };
  }

  /// The parent takes what is not null by its column.
  private static SchemaObject notNullAs(@Nullable SchemaObject before, SchemaObject wanted) {
    SortedMap<String, List<String>> attributes = new TreeMap<>(wanted.attributes());
    attributes.remove("not_null_name");
    if (before != null && before.has("not_null_name") && wanted.has("not_null")) {
      attributes.put("not_null_name", before.texts("not_null_name"));
    }
    return new SchemaObject(wanted.id(), wanted.parent(), attributes, wanted.uses());
  }

  private static SchemaObject named(SchemaObject wanted, SchemaObject like) {
    SortedMap<String, List<String>> attributes = new TreeMap<>(wanted.attributes());
    attributes.put("definition", like.texts("definition"));
    return new SchemaObject(like.id(), wanted.parent(), attributes, wanted.uses());
  }
}
