package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Is what is known of a database's schema between two statements of a script.
///
/// It is brought forward statement by statement, so a rule sees what was there before the one it
/// looks at. What was there before the first known statement is unknown, unless told.
public final class KnownSchema {
  private final Map<QualifiedName, KnownTable> tables = new HashMap<>();

  /// The tables that had an index of a name once.
  private final Map<String, Set<QualifiedName>> indexed = new HashMap<>();

  /// The tables that had a foreign key once, by the names of those that it refers to.
  private final Map<String, Set<QualifiedName>> referring = new HashMap<>();

  /// The partitions that take what fits nowhere else, by their tables.
  private final Map<QualifiedName, QualifiedName> defaultPartitions = new HashMap<>();

  private final Map<QualifiedName, TableSize> sizes = new HashMap<>();
  private final Set<QualifiedName> newRelations = new HashSet<>();

  /// Those that were made `IF NOT EXISTS` where nobody knows whether there was one.
  private final Set<QualifiedName> maybeNew = new HashSet<>();

  private final Set<QualifiedName> whole = new HashSet<>();

  private final Heirs heirs = new Heirs();
  private final Dependents dependents = new Dependents(this);
  private final Writes writes = new Writes();
  private final Set<QualifiedName> newTypes = new HashSet<>();
  private final Set<QualifiedName> checkedDomains = new HashSet<>();

  /// The types that domains are of, through domains of domains.
  private final Map<QualifiedName, TypeName> domains = new HashMap<>();

  private final Set<String> newLabels = new LinkedHashSet<>();
  private final NameScope names;
  private boolean told;

  /// @param defaultSchema where unqualified names live, such as `public`
  public KnownSchema(String defaultSchema) {
    this(defaultSchema, false);
  }

  /// @param ignoresCase whether names of tables and indexes in other letters are the same ones
  public KnownSchema(String defaultSchema, boolean ignoresCase) {
    this.names = new NameScope(defaultSchema, ignoresCase);
  }

  /// Lists the views that are known to read a table or view.
  public List<QualifiedName> viewsOf(QualifiedName name) {
    return dependents.reading(name).stream()
        .filter(one -> one.type() == ObjectType.VIEW)
        .map(Dependent::name)
        .toList();
  }

  /// Returns what is known to need columns of tables, and what those are.
  public Dependents dependents() {
    return dependents;
  }

  /// Lists all tables that are known.
  public List<KnownTable> tables() {
    return List.copyOf(tables.values());
  }

  /// Tells whether a table is known to have partitions, or others that inherit from it.
  public boolean hasHeirs(QualifiedName name) {
    return heirs.hasAny(full(name));
  }

  /// Lists the domains that are known to be of a type, without arrays.
  public List<QualifiedName> domainsOf(QualifiedName name) {
    return domains.entrySet().stream()
        .filter(domain ->
            !domain.getKey().equals(full(name))
                && full(named(domain.getValue())).equals(full(name)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Tells whether a type is the one of a name, or an array of it.
  public boolean isOf(TypeName type, QualifiedName name) {
    return full(named(type)).equals(full(name));
  }

  /// Lists the tables that refer to one by a foreign key; it may be one of them.
  public List<KnownTable> referringTo(QualifiedName name) {
    QualifiedName wanted = full(name);
    return known(referring, wanted)
        .filter(table -> table.refersTo(one -> full(one).equals(wanted)))
        .toList();
  }

  /// Finds a table that a statement names.
  public Optional<KnownTable> table(QualifiedName name) {
    return Optional.ofNullable(tables.get(full(name)));
  }

  /// Finds the partition of a table that takes what fits nowhere else.
  public Optional<KnownTable> defaultPartition(QualifiedName name) {
    return Optional.ofNullable(defaultPartitions.get(full(name)))
        .flatMap(found -> Optional.ofNullable(tables.get(found)));
  }

  /// Takes how large tables of a database are.
  public void measure(Map<QualifiedName, TableSize> found) {
    found.forEach((table, size) -> sizes.put(full(table), size));
  }

  /// Takes which tables of a database are partitioned.
  public void partition(List<PartitionedTable> found) {
    for (PartitionedTable one : found) {
      change(one.name(), table -> table.with("partition by", ""));
      for (QualifiedName index : one.indexes()) {
        change(one.name(), table -> table.withIndex(index));
      }
      QualifiedName rest = one.defaultPartition();
      if (rest != null) {
        change(rest, table -> table);
        defaultPartitions.put(full(one.name()), full(rest));
      }
    }
  }

  /// Tells whether the rows of a table are known to be in partitions.
  public boolean isPartitioned(QualifiedName name) {
    return table(name).filter(KnownTable::partitioned).isPresent();
  }

  /// Returns how large a table is, where a database has told.
  public Optional<TableSize> size(QualifiedName name) {
    return Optional.ofNullable(sizes.get(full(name)));
  }

  /// Finds the index of a table by its name.
  public Optional<CreateIndex> index(QualifiedName name) {
    return withIndex(name).stream()
        .flatMap(table -> table.indexes().stream())
        .filter(index -> index.name() != null && isSame(index.name(), name))
        .findFirst();
  }

  /// Tells whether all of a table is known, since a statement created it, rather than what was
  /// changed of it.
  public boolean isWhole(QualifiedName name) {
    return whole.contains(full(name));
  }

  /// Tells whether others may be using a table or view: all that no statement of the same file
  /// created, but for temporary ones, which nobody else sees.
  public boolean isInUse(QualifiedName name) {
    QualifiedName wanted = full(name);
    return !newRelations.contains(wanted) && !NameScope.TEMPORARY.equals(wanted.qualifier());
  }

  /// Tells whether a table may have rows from before the file.
  public boolean mayHoldRows(QualifiedName name) {
    return isInUse(name) || maybeNew.contains(full(name));
  }

  /// Tells whether two names are those of one object.
  public boolean isSame(QualifiedName one, QualifiedName other) {
    return full(one).equals(full(other));
  }

  /// Says that all that was there before has been applied.
  void told() {
    told = true;
  }

  /// Tells whether there is no such table: all that was there before is known, it and no table of
  /// that schema left out.
  public boolean isAbsent(QualifiedName name) {
    boolean known =
        name.qualifier() == null
            || tables.keySet().stream()
                .anyMatch(table -> name.qualifier().equals(table.qualifier()));
    return told && known && !tables.containsKey(full(name));
  }

  /// Tells whether a statement so far may have changed rows of a table.
  public boolean isWritten(QualifiedName name) {
    return writes.contains(full(name));
  }

  /// Tells whether a type is a domain that is known to check its values.
  public boolean isCheckedDomain(TypeName type) {
    return type.dimensions() == 0 && checkedDomains.contains(full(named(type)));
  }

  /// Finds the type that a domain is of, through domains of domains.
  public Optional<TypeName> domain(TypeName type) {
    return type.dimensions() == 0
        ? Optional.ofNullable(domains.get(full(named(type))))
        : Optional.empty();
  }

  private static QualifiedName named(TypeName type) {
    int point = type.name().indexOf('.');
    return point < 0
        ? new QualifiedName(null, type.name())
        : new QualifiedName(type.name().substring(0, point), type.name().substring(point + 1));
  }

  /// Tells whether the same file created a type.
  public boolean isNewType(QualifiedName name) {
    return newTypes.contains(full(name));
  }

  /// Lists the labels that the same file added to enums of others.
  public Set<String> newLabels() {
    return Collections.unmodifiableSet(newLabels);
  }

  /// Says that what follows is another file: what is there now was there before it.
  public void nextFile() {
    newRelations.clear();
    maybeNew.clear();
    names.doubt();
    tables.keySet().removeIf(table -> NameScope.TEMPORARY.equals(table.qualifier()));
    newTypes.clear();
  }

  /// Says that what follows runs in another transaction.
  public void nextTransaction() {
    newLabels.clear();
    names.doubt();
  }

  /// Says that a body is over, which may not have run all that stands in it.
  public void leaveBody() {
    names.doubt();
  }

  QualifiedName full(QualifiedName name) {
    return names.full(name);
  }

  /// Brings it forward by one operation.
  public void apply(Operation operation) {
    names.apply(operation);
    dependents.apply(operation);
    writes.apply(operation, this::full);
    cascade(operation);
    column(operation);
    switch (operation) {
      case Operation.CreateTable create -> create(create);
      case Operation.AddColumn add when add.column().type() != null ->
          change(
              add.table(),
              table -> table.with(add.column()).moved(add.column().name(), add.position()));
      case Operation.DropColumn drop -> change(drop.table(), table -> table.without(drop.column()));
      case Operation.AddConstraint add ->
          change(add.table(), table -> table.with(add.constraint()));
      case Operation.ValidateConstraint validate ->
          change(validate.table(), table -> table.validated(validate.constraint()));
      case Operation.DropConstraint drop -> change(drop.table(), table -> table.without(drop));
      case Operation.SetTableOption set ->
          change(set.table(), table -> table.with(TableOptions.name(set), TableOptions.value(set)));
      case Operation.AlterPartitions partitions when partitions.verb().equals("partition by") ->
          change(partitions.table(), table -> table.with("partition by", ""));
      case Operation.AlterPartitions partitions when partitions.verb().equals("remove") ->
          change(partitions.table(), table -> table.with("partition by", null));
      case CreateIndex index ->
          change(index.table(), table -> table.withIndexes(plus(table.indexes(), index)));
      case Operation.AttachPartition attach -> {
        heirs.add(full(attach.table()), full(attach.partition()));
        if (attach.isDefault()) {
          change(attach.partition(), table -> table);
          defaultPartitions.put(full(attach.table()), full(attach.partition()));
        }
      }
      case Operation.DetachPartition detach -> {
        heirs.detach(full(detach.table()), full(detach.partition()));
        defaultPartitions.values().remove(full(detach.partition()));
      }
      case Operation.Drop drop -> drop(drop);
      case Operation.Rename rename -> rename(rename);
      case Operation.SetSchema move when move.type() == ObjectType.TABLE ->
          move(move.object(), new QualifiedName(move.schema(), move.object().name()));
      case Operation.CreateEnum created -> newTypes.add(full(created.name()));
      case Operation.AddLabel add when !isNewType(add.type()) -> newLabels.add(add.label());
      case Operation.CreateDomain created -> domain(created);
      case Operation.AddDomainConstraint add -> checkedDomains.add(full(add.domain()));
      case Operation.Alter alter
          when alter.type() == ObjectType.DOMAIN && alter.what().equals("SET NOT NULL") ->
          checkedDomains.add(full(alter.name()));
      case Operation.CreateView view -> create(view);
      default -> {
        // leaves tables as they are
      }
    }
  }

  /// Changes what is known of a column.
  private void column(Operation operation) {
    switch (operation) {
      case Operation.ChangeType type ->
          column(type.table(), type.column(), column -> column.as(type.type()));
      case Operation.Redefine redefine ->
          change(
              redefine.table(),
              table ->
                  table
                      .replaced(redefine.column(), redefine.definition())
                      .moved(redefine.definition().name(), redefine.position()));
      case Operation.SetDefault set ->
          column(set.table(), set.column(), column -> column.withDefault(set.value()));
      case Operation.DropDefault drop ->
          column(drop.table(), drop.column(), column -> column.withDefault(null));
      case Operation.SetNotNull set ->
          column(set.table(), set.column(), column -> column.nullable(false));
      case Operation.DropNotNull drop ->
          change(drop.table(), table -> table.nullable(drop.column()));
      case Operation.SetColumnOption set
          when set.option().startsWith("drop expression")
              || set.option().startsWith("set expression") ->
          column(set.table(), set.column(), column -> column.generatedBy(set.value()));
      default -> {
        // changes no column
      }
    }
  }

  /// Foreign keys go with what they refer to.
  private void cascade(Operation operation) {
    switch (operation) {
      case Operation.Drop drop when drop.modes().contains(Operation.Mode.CASCADE) ->
          drop.names()
              .forEach(name ->
                  unrefer(key ->
                      drop.type() == ObjectType.SCHEMA
                          ? name.name().equals(full(key.table()).qualifier())
                          : drop.type() == ObjectType.TABLE && isSame(key.table(), name)));
      case Operation.DropColumn drop when drop.modes().contains(Operation.Mode.CASCADE) ->
          unrefer(key ->
              isSame(key.table(), drop.table())
                  && (key.columns().isEmpty()
                      ? isKey(drop.table(), drop.column())
                      : key.columns().contains(drop.column())));
      case Operation.DropConstraint drop when drop.modes().contains(Operation.Mode.CASCADE) ->
          unrefer(key -> isSame(key.table(), drop.table()));
      default -> {
        // takes no foreign key with it
      }
    }
  }

  /// Tells whether a column may be part of the primary key.
  private boolean isKey(QualifiedName name, String column) {
    return table(name).stream()
        .flatMap(table -> table.constraints(ConstraintType.PRIMARY_KEY))
        .allMatch(key -> key.columns().contains(column));
  }

  private void unrefer(Predicate<Constraint.Reference> gone) {
    tables.replaceAll((_, table) ->
        table
                .constraints(ConstraintType.FOREIGN_KEY)
                .anyMatch(key -> key.reference() != null && gone.test(key.reference()))
            ? table.with(
                table.constraints().stream()
                    .filter(one -> one.reference() == null || !gone.test(one.reference()))
                    .toList())
            : table);
  }

  private void domain(Operation.CreateDomain created) {
    newTypes.add(full(created.name()));
    domains.put(full(created.name()), domain(created.type()).orElse(created.type()));
    if (!created.constraints().isEmpty()) {
      checkedDomains.add(full(created.name()));
    }
  }

  /// A view that may be there already is one that others use.
  private void create(Operation.CreateView view) {
    if (!view.modes().contains(Operation.Mode.OR_REPLACE)
        && !view.modes().contains(Operation.Mode.IF_NOT_EXISTS)) {
      newRelations.add(full(view.name()));
    }
  }

  private void create(Operation.CreateTable create) {
    if (create.modes().contains(Operation.Mode.IF_NOT_EXISTS)
        && table(create.table()).isPresent()) {
      return;
    }
    if (create.modes().contains(Operation.Mode.TEMPORARY)) {
      names.hide(create.table());
    }
    SequencedMap<String, Column> columns = new LinkedHashMap<>();
    List<Constraint> constraints = new ArrayList<>();
    List<CreateIndex> indexes = new ArrayList<>(create.indexes());
    QualifiedName parent = create.partitionOf();
    if (parent != null) {
      table(parent)
          .ifPresent(found -> {
            columns.putAll(found.columns());
            constraints.addAll(found.constraints());
          });
    }
    create.columnsOf().stream()
        .flatMap(like -> table(like).stream())
        .forEach(like -> columns.putAll(like.columns()));
    constraints.addAll(create.allConstraints());
    for (Column column : create.columns()) {
      columns.merge(column.name(), column, (old, more) -> more.type() == null ? old : more);
    }
    newRelations.add(full(create.table()));
    if (create.modes().contains(Operation.Mode.IF_NOT_EXISTS) && !told) {
      maybeNew.add(full(create.table()));
    }
    if (create.columnsOf().stream().allMatch(this::isWhole) && create.query() == null) {
      whole.add(full(create.table()));
    }
    put(
        new KnownTable(
            full(create.table()), columns, constraints, indexes, TableOptions.of(create)));
    if (parent != null) {
      heirs.add(full(parent), full(create.table()));
    } else if (create.options().containsKey("inherits") && create.columnsOf().size() == 1) {
      heirs.add(full(create.columnsOf().getFirst()), full(create.table()));
    }
    if (parent != null
        && create.options().getOrDefault("partition bound", "").equalsIgnoreCase("default")) {
      defaultPartitions.put(full(parent), full(create.table()));
    }
  }

  private void put(KnownTable table) {
    tables.put(table.name(), table);
    for (CreateIndex index : table.indexes()) {
      if (index.name() != null) {
        indexed.computeIfAbsent(full(index.name()).name(), _ -> new HashSet<>()).add(table.name());
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (constraint.reference() != null) {
        referring
            .computeIfAbsent(full(constraint.reference().table()).name(), _ -> new HashSet<>())
            .add(table.name());
      }
    }
  }

  /// Lists the tables that may have an index of this name.
  private List<KnownTable> withIndex(QualifiedName name) {
    return known(indexed, full(name)).toList();
  }

  private Stream<KnownTable> known(Map<String, Set<QualifiedName>> by, QualifiedName name) {
    return by.getOrDefault(name.name(), Set.of()).stream()
        .flatMap(table -> Optional.ofNullable(tables.get(table)).stream());
  }

  private void change(QualifiedName name, UnaryOperator<KnownTable> change) {
    QualifiedName key = full(name);
    put(change.apply(tables.getOrDefault(key, KnownTable.unknown(key))));
  }

  private void column(QualifiedName table, String name, UnaryOperator<Column> change) {
    change(
        table,
        known ->
            known
                .column(name)
                .map(found -> known.replaced(name, change.apply(found)))
                .orElse(known));
  }

  private static <T> List<T> plus(List<T> some, T one) {
    List<T> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private void drop(Operation.Drop drop) {
    for (QualifiedName name : drop.names()) {
      switch (drop.type()) {
        case TABLE, FOREIGN_TABLE -> remove(full(name));
        case SCHEMA -> tables.keySet().removeIf(table -> name.name().equals(table.qualifier()));
        case INDEX ->
            withIndex(name)
                .forEach(table ->
                    put(
                        table.withIndexes(
                            table.indexes().stream()
                                .filter(index -> !isDropped(table, index, drop, name))
                                .toList())));
        default -> {
          // holds no table
        }
      }
    }
  }

  /// Partitions go with their table.
  private void remove(QualifiedName name) {
    tables.remove(name);
    maybeNew.remove(name);
    names.show(name);
    whole.remove(name);
    defaultPartitions.values().remove(name);
    heirs.remove(name).forEach(this::remove);
  }

  /// The name of an index is one of its table where the statement names that.
  private boolean isDropped(
      KnownTable table, CreateIndex index, Operation.Drop drop, QualifiedName name) {
    QualifiedName owner = drop.table();
    QualifiedName own = index.name();
    boolean here = owner == null || full(owner).equals(table.name());
    return here && own != null && isSame(own, name);
  }

  private void rename(Operation.Rename rename) {
    if (rename.type() != ObjectType.TABLE) {
      return;
    }
    String part = rename.part();
    if (part == null) {
      move(rename.object(), new QualifiedName(full(rename.object()).qualifier(), rename.to()));
    } else if (rename.partType() == ObjectType.COLUMN) {
      column(
          rename.object(),
          part,
          column ->
              column.with(rename.to(), column.type(), column.defaultValue(), column.constraints()));
    }
  }

  private void move(QualifiedName from, QualifiedName to) {
    if (newRelations.remove(full(from))) {
      newRelations.add(full(to));
    }
    if (whole.remove(full(from))) {
      whole.add(full(to));
    }
    heirs.rename(full(from), full(to));
    referringTo(from).forEach(table -> put(table.referringTo(full(to), one -> isSame(one, from))));
    defaultPartitions.replaceAll(
        (_, partition) -> partition.equals(full(from)) ? full(to) : partition);
    QualifiedName partition = defaultPartitions.remove(full(from));
    if (partition != null) {
      defaultPartitions.put(full(to), partition);
    }
    KnownTable table = tables.remove(full(from));
    if (table != null) {
      put(table.as(full(to)));
    }
  }
}
