package dev.lockstep.lint;

import dev.lockstep.lint.Dependent.Given;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetSchema;
import dev.lockstep.statement.Output;
import dev.lockstep.statement.TypeName;
import dev.lockstep.statement.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows what views, rules, policies, triggers and publications need, as statements have said.
///
/// What is not certain is left out: a column that may be one of several tables, all columns of a
/// table that is not known as a whole.
public final class Dependents {
  private static final Set<ObjectType> VIEWS =
      Set.of(ObjectType.VIEW, ObjectType.MATERIALIZED_VIEW);

  /// What is named within a table.
  private static final Set<ObjectType> OF_TABLES =
      Set.of(ObjectType.POLICY, ObjectType.RULE, ObjectType.TRIGGER);

  private static final Map<String, String> COUNTED =
      Map.of("smallserial", "smallint", "serial", "integer", "bigserial", "bigint");

  private final KnownSchema schema;
  private final SequencedMap<Key, Dependent> all = new LinkedHashMap<>();

  /// What named a table or view once.
  private final Map<QualifiedName, SequencedSet<Key>> about = new HashMap<>();

  Dependents(KnownSchema schema) {
    this.schema = schema;
  }

  public List<Dependent> all() {
    return List.copyOf(all.values());
  }

  /// Lists what reads a table or view, whatever of it.
  public List<Dependent> reading(QualifiedName name) {
    QualifiedName wanted = schema.full(name);
    return about(wanted).filter(one -> one.reads().contains(wanted)).toList();
  }

  /// Lists what names a column.
  public List<Dependent> using(QualifiedName table, String column) {
    Use wanted = new Use(schema.full(table), column);
    return about(wanted.table()).filter(one -> one.uses().contains(wanted)).toList();
  }

  /// Finds a view, of either kind.
  public Optional<Dependent> view(QualifiedName name) {
    QualifiedName wanted = schema.full(name);
    return VIEWS.stream()
        .flatMap(type -> Stream.ofNullable(all.get(new Key(type, wanted, null))))
        .findFirst();
  }

  /// Lists the triggers of a table.
  public List<Dependent> triggersOf(QualifiedName table) {
    QualifiedName wanted = schema.full(table);
    return about(wanted)
        .filter(one -> one.type() == ObjectType.TRIGGER && wanted.equals(one.table()))
        .toList();
  }

  /// Tells whether a policy of a table is known.
  public boolean hasPolicy(QualifiedName table) {
    QualifiedName wanted = schema.full(table);
    return about(wanted)
        .anyMatch(one -> one.type() == ObjectType.POLICY && wanted.equals(one.table()));
  }

  /// Lists the columns that a view will give, as far as they are known.
  public List<Given> outputs(CreateView view) {
    List<Given> given = new ArrayList<>();
    for (Output output : view.outputs()) {
      Use source = output.source();
      QualifiedName table = source == null ? null : source.table();
      if (!output.isAll()) {
        given.add(new Given(output.name(), type(output)));
      } else if (table == null || !schema.isWhole(table)) {
        return List.of();
      } else {
        schema.table(table).stream()
            .flatMap(known -> known.columns().values().stream())
            .map(column -> new Given(column.name(), text(column.type())))
            .forEach(given::add);
      }
    }
    return given;
  }

  private @Nullable String type(Output output) {
    Use source = output.source();
    if (output.type() != null || source == null) {
      return text(output.type());
    }
    QualifiedName table = source.table();
    String column = source.column();
    return table == null || column == null
        ? null
        : schema
            .table(table)
            .flatMap(known -> known.column(column))
            .map(found -> text(found.type()))
            .orElse(null);
  }

  private static @Nullable String text(@Nullable TypeName type) {
    return type == null ? null : COUNTED.getOrDefault(type.toString(), type.toString());
  }

  // ------------------------------------------------------------------------- what statements do

  void apply(Operation operation) {
    switch (operation) {
      case CreateView view -> add(view);
      case CreateTrigger trigger -> {
        Set<QualifiedName> routine =
            trigger.routine() == null ? Set.of() : Set.of(schema.full(trigger.routine()));
        QualifiedName name = new QualifiedName(null, trigger.name());
        add(within(ObjectType.TRIGGER, name, trigger.table(), trigger.uses(), routine));
      }
      case Create create when create.table() != null ->
          add(within(create.type(), create.name(), create.table(), create.uses(), Set.of()));
      case Create create when create.type() == ObjectType.PUBLICATION ->
          add(
              new Dependent(
                  create.type(),
                  create.name(),
                  null,
                  Set.of(),
                  full(create.uses(), List.of()),
                  Set.of(),
                  List.of()));
      case Alter alter when alter.type() == ObjectType.PUBLICATION ->
          all.values()
              .removeIf(one -> one.type() == alter.type() && one.name().equals(alter.name()));
      case Alter alter when alter.type() == ObjectType.POLICY -> forgetUses(alter);
      case DropColumn drop when drop.modes().contains(Mode.CASCADE) -> {
        Use gone = new Use(schema.full(drop.table()), drop.column());
        remove(one -> one.uses().contains(gone));
      }
      case Drop drop -> drop(drop);
      case Rename rename -> rename(rename);
      case SetSchema move ->
          move(move.object(), new QualifiedName(move.schema(), move.object().name()));
      default -> {
        // leaves what is needed as it is
      }
    }
  }

  private void add(CreateView view) {
    if (view.modes().contains(Mode.IF_NOT_EXISTS) && view(view.name()).isPresent()) {
      return;
    }
    List<QualifiedName> reads = view.query().reads().stream().map(schema::full).toList();
    add(
        new Dependent(
            view.type(),
            schema.full(view.name()),
            null,
            Set.copyOf(reads),
            full(view.uses(), reads),
            view.query().calls().stream().map(schema::full).collect(Collectors.toSet()),
            outputs(view)));
  }

  private void add(Dependent dependent) {
    Key key = Key.of(dependent);
    all.remove(key);
    all.put(key, dependent);
    Stream.of(
            Stream.ofNullable(dependent.table()),
            dependent.reads().stream(),
            dependent.uses().stream().flatMap(use -> Stream.ofNullable(use.table())))
        .flatMap(names -> names)
        .forEach(name -> about.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(key));
  }

  private Stream<Dependent> about(@Nullable QualifiedName name) {
    return about.getOrDefault(name, new LinkedHashSet<>()).stream()
        .flatMap(key -> Stream.ofNullable(all.get(key)));
  }

  private void replaceAll(UnaryOperator<Dependent> change) {
    List<Dependent> changed = all.values().stream().map(change).toList();
    all.clear();
    about.clear();
    changed.forEach(this::add);
  }

  private Dependent within(
      ObjectType type,
      QualifiedName name,
      QualifiedName table,
      List<Use> uses,
      Set<QualifiedName> calls) {
    return new Dependent(
        type, name, schema.full(table), Set.of(), full(uses, List.of()), calls, List.of());
  }

  /// Finds out which columns those are.
  ///
  /// @param reads the tables that a column without one may be of
  private Set<Use> full(List<Use> uses, List<QualifiedName> reads) {
    Set<Use> found = new HashSet<>();
    for (Use use : uses) {
      String column = use.column();
      QualifiedName table = use.table() == null ? holder(column, reads) : schema.full(use.table());
      if (table != null && column != null) {
        found.add(new Use(table, column));
      } else if (table != null && schema.isWhole(table)) {
        schema.table(table).stream()
            .flatMap(known -> known.columns().keySet().stream())
            .forEach(each -> found.add(new Use(table, each)));
      }
    }
    return found;
  }

  /// Returns the only table that has a column; null where another one may.
  private @Nullable QualifiedName holder(@Nullable String column, List<QualifiedName> reads) {
    if (column == null) {
      return null;
    }
    List<QualifiedName> holders =
        reads.stream()
            .filter(table ->
                schema.table(table).filter(known -> known.column(column).isPresent()).isPresent())
            .toList();
    return holders.size() == 1 && reads.stream().allMatch(schema::isWhole)
        ? holders.getFirst()
        : null;
  }

  /// What a policy says now is not read, only that it is there.
  private void forgetUses(Alter alter) {
    replaceAll(one ->
        one.type() == alter.type() && one.name().equals(alter.name())
            ? new Dependent(
                one.type(), one.name(), one.table(), Set.of(), Set.of(), Set.of(), List.of())
            : one);
  }

  private void drop(Drop drop) {
    QualifiedName table = drop.table() == null ? null : schema.full(drop.table());
    boolean cascade = drop.modes().contains(Mode.CASCADE);
    for (QualifiedName name : drop.names()) {
      QualifiedName whole = schema.full(name);
      if (VIEWS.contains(drop.type())) {
        all.values().removeIf(one -> VIEWS.contains(one.type()) && one.name().equals(whole));
      } else if (drop.type() == ObjectType.PUBLICATION) {
        all.values().removeIf(one -> one.type() == drop.type() && one.name().equals(name));
      } else if (OF_TABLES.contains(drop.type())) {
        all.values()
            .removeIf(one ->
                one.type() == drop.type()
                    && one.name().name().equals(name.name())
                    && (table == null || table.equals(one.table())));
      } else if (drop.type() == ObjectType.TABLE) {
        all.values().removeIf(one -> whole.equals(one.table()));
      } else if (drop.type() == ObjectType.SCHEMA && cascade) {
        remove(one ->
            isIn(one.name(), name)
                || isIn(one.table(), name)
                || one.reads().stream().anyMatch(read -> isIn(read, name))
                || one.calls().stream().anyMatch(call -> isIn(call, name)));
      }
      if (cascade) {
        remove(one -> one.reads().contains(whole) || one.calls().contains(whole));
      }
    }
  }

  private static boolean isIn(@Nullable QualifiedName name, QualifiedName container) {
    return name != null && container.name().equals(name.qualifier());
  }

  /// Removes some, and what reads those of them that are views.
  private void remove(Predicate<Dependent> gone) {
    List<Dependent> found = all.values().stream().filter(gone).toList();
    all.values().removeAll(found);
    for (Dependent one : found) {
      if (VIEWS.contains(one.type())) {
        remove(other -> other.reads().contains(one.name()) || one.name().equals(other.table()));
      }
    }
  }

  private void rename(Rename rename) {
    String part = rename.part();
    if (part == null) {
      move(
          rename.object(),
          new QualifiedName(schema.full(rename.object()).qualifier(), rename.to()));
      return;
    }
    QualifiedName table = schema.full(rename.object());
    if (rename.partType() == ObjectType.COLUMN) {
      replace(
          name -> name,
          use -> use.equals(new Use(table, part)) ? new Use(table, rename.to()) : use);
      replaceAll(one -> one.name().equals(table) ? renamed(one, part, rename.to()) : one);
    } else if (rename.partType() != null && OF_TABLES.contains(rename.partType())) {
      replaceAll(one ->
          one.type() == rename.partType()
                  && one.name().name().equals(part)
                  && table.equals(one.table())
              ? new Dependent(
                  one.type(),
                  new QualifiedName(null, rename.to()),
                  one.table(),
                  one.reads(),
                  one.uses(),
                  one.calls(),
                  one.outputs())
              : one);
    }
  }

  private static Dependent renamed(Dependent view, String column, String to) {
    List<Given> outputs =
        view.outputs().stream()
            .map(given -> column.equals(given.name()) ? new Given(to, given.type()) : given)
            .toList();
    return new Dependent(
        view.type(), view.name(), view.table(), view.reads(), view.uses(), view.calls(), outputs);
  }

  private void move(QualifiedName from, QualifiedName to) {
    QualifiedName old = schema.full(from);
    replace(
        name -> name.equals(old) ? to : name,
        use -> old.equals(use.table()) ? new Use(to, use.column()) : use);
  }

  private void replace(UnaryOperator<QualifiedName> names, UnaryOperator<Use> uses) {
    replaceAll(one ->
        new Dependent(
            one.type(),
            names.apply(one.name()),
            one.table() == null ? null : names.apply(one.table()),
            one.reads().stream().map(names).collect(Collectors.toSet()),
            one.uses().stream().map(uses).collect(Collectors.toSet()),
            one.calls().stream().map(names).collect(Collectors.toSet()),
            one.outputs()));
  }

  /// @param table of what is named within one; null for others
  private record Key(ObjectType type, QualifiedName name, @Nullable QualifiedName table) {
    static Key of(Dependent one) {
      return new Key(one.type(), one.name(), one.table());
    }
  }
}
