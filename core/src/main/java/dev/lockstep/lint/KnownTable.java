package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.DropConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is what is known of one table: what the statements so far, or a database, said of it.
///
/// @param columns by their names, in their order
/// @param constraints those written at a column among them
/// @param options such as `engine`, `row_format`, `charset` and `partition by`
public record KnownTable(
    QualifiedName name,
    SequencedMap<String, Column> columns,
    List<Constraint> constraints,
    List<CreateIndex> indexes,
    Map<String, String> options) {

  public KnownTable {
    columns = new LinkedHashMap<>(columns);
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    options = Map.copyOf(options);
  }

  /// Returns a table of which nothing but its name is known.
  public static KnownTable unknown(QualifiedName name) {
    return new KnownTable(name, new LinkedHashMap<>(), List.of(), List.of(), Map.of());
  }

  public Optional<Column> column(String column) {
    return Optional.ofNullable(columns.get(column));
  }

  /// Tells whether its rows are in other tables.
  public boolean partitioned() {
    return options.containsKey("partition by");
  }

  /// Lists the columns by which its rows are in other tables; empty where it is not partitioned, or
  /// that is not known, or computed.
  public List<String> partitionKeys() {
    String by = options.getOrDefault("partition by", "");
    int open = by.indexOf('(');
    List<String> keys = new ArrayList<>();
    for (String key : by.substring(open + 1, Math.max(open + 1, by.lastIndexOf(')'))).split(",")) {
      String first = key.strip().split("\\s", 2)[0];
      String column =
          first.startsWith("\"") ? first.replace("\"", "") : first.toLowerCase(Locale.ROOT);
      if (!columns.containsKey(column)) {
        return List.of();
      }
      keys.add(column);
    }
    return keys;
  }

  public Optional<Constraint> constraint(String wanted) {
    return constraints.stream().filter(one -> wanted.equals(one.name())).findFirst();
  }

  /// Finds a column as MySQL and MariaDB do, which take names of columns in any case.
  public Optional<Column> columnIgnoringCase(String wanted) {
    return columns.values().stream()
        .filter(column -> column.name().equalsIgnoreCase(wanted))
        .findFirst();
  }

  public Stream<Constraint> constraints(ConstraintType type) {
    return constraints.stream().filter(constraint -> constraint.type() == type);
  }

  /// Tells whether a column is known to hold no null.
  public boolean isNotNull(String column) {
    return column(column).filter(Column::isNotNull).isPresent()
        || constraints.stream()
            .filter(one -> !one.is(Constraint.State.NOT_VALID))
            .anyMatch(one ->
                (one.type() == ConstraintType.PRIMARY_KEY || one.type() == ConstraintType.NOT_NULL)
                    && one.columns().contains(column));
  }

  /// Tells whether a check that holds for all rows says that a column is not null.
  public boolean isProvenNotNull(String column) {
    return constraints(ConstraintType.CHECK)
        .filter(check ->
            !check.is(Constraint.State.NOT_VALID) && !check.is(Constraint.State.NOT_ENFORCED))
        .map(Constraint::expression)
        .anyMatch(expression -> expression != null && expression.notNull().contains(column));
  }

  /// Tells whether an index, a key among them, begins with these columns in any order.
  public boolean isIndexed(List<String> wanted) {
    return Stream.concat(
            indexes.stream().filter(index -> index.where() == null).map(CreateIndex::columns),
            keys())
        .anyMatch(columns ->
            columns.size() >= wanted.size()
                && wanted.containsAll(columns.subList(0, wanted.size()))
                && columns.subList(0, wanted.size()).containsAll(wanted));
  }

  private Stream<List<String>> keys() {
    return constraints.stream()
        .filter(constraint ->
            constraint.type() == ConstraintType.PRIMARY_KEY
                || constraint.type() == ConstraintType.UNIQUE)
        .map(Constraint::columns);
  }

  /// Tells whether these columns, in this order, are a key that holds no value twice.
  public boolean isUniqueKey(List<String> wanted) {
    return Stream.concat(
            indexes.stream()
                .filter(index ->
                    index.unique()
                        && index.where() == null
                        && index.columns().size() == index.keys().size())
                .map(CreateIndex::columns),
            keys())
        .anyMatch(columns ->
            columns.size() == wanted.size()
                && IntStream.range(0, wanted.size())
                    .allMatch(at -> columns.get(at).equalsIgnoreCase(wanted.get(at))));
  }

  /// Returns an option in lower case; an empty text where none is known.
  public String option(String option) {
    return options.getOrDefault(option, "").toLowerCase(Locale.ROOT);
  }

  public KnownTable with(Column column) {
    SequencedMap<String, Column> all = new LinkedHashMap<>(columns);
    all.put(column.name(), column);
    List<Constraint> more = new ArrayList<>(constraints);
    more.addAll(column.constraints());
    return new KnownTable(name, all, more, indexes, options);
  }

  /// Puts a column where MySQL would.
  ///
  /// @param position as of [Operation.AddColumn]
  KnownTable moved(String column, @Nullable String position) {
    Column moving = columns.get(column);
    if (position == null || moving == null) {
      return this;
    }
    SequencedMap<String, Column> all = new LinkedHashMap<>();
    columns.forEach((key, one) -> {
      if (!key.equals(column)) {
        all.put(key, one);
        if (position.equalsIgnoreCase("AFTER " + key)) {
          all.put(column, moving);
        }
      }
    });
    if (!all.containsKey(column)) {
      all.putFirst(column, moving);
    }
    return new KnownTable(name, all, constraints, indexes, options);
  }

  /// Returns the place of a column in the words of MySQL, `FIRST` or `AFTER x`; empty where nobody
  /// knows.
  public Optional<String> placeOf(String column) {
    String place = "FIRST";
    for (Column one : columns.values()) {
      if (one.name().equalsIgnoreCase(column)) {
        return Optional.of(place);
      }
      place = "AFTER " + one.name();
    }
    return Optional.empty();
  }

  KnownTable without(String column) {
    SequencedMap<String, Column> all = new LinkedHashMap<>(columns);
    all.remove(column);
    return new KnownTable(
        name,
        all,
        constraints.stream().filter(one -> !one.columns().contains(column)).toList(),
        indexes.stream().filter(one -> !one.columns().contains(column)).toList(),
        options);
  }

  /// Returns it with foreign keys that refer to a table by another name.
  KnownTable referringTo(QualifiedName other, Predicate<QualifiedName> before) {
    boolean refers =
        constraints.stream()
            .anyMatch(one -> one.reference() != null && before.test(one.reference().table()));
    return refers
        ? with(constraints.stream().map(one -> one.referringTo(other, before)).toList())
        : this;
  }

  /// Returns it with another column in the place of one.
  KnownTable replaced(String old, Column column) {
    SequencedMap<String, Column> all = new LinkedHashMap<>();
    columns.forEach((key, one) ->
        all.put(key.equals(old) ? column.name() : key, key.equals(old) ? column : one));
    return new KnownTable(name, all, constraints, indexes, options);
  }

  KnownTable validated(String constraint) {
    return with(
        constraints.stream()
            .map(one -> constraint.equals(one.name()) ? one.validated() : one)
            .toList());
  }

  /// Tells whether a foreign key refers to a table.
  boolean refersTo(Predicate<QualifiedName> other) {
    for (Constraint one : constraints) {
      if (one.reference() != null && other.test(one.reference().table())) {
        return true;
      }
    }
    return false;
  }

  /// Finds the constraint of a name, which PostgreSQL may have given it.
  public Optional<Constraint> namedOrGiven(String wanted) {
    return constraints.stream()
        .filter(one -> one.name() == null ? wanted.equals(given(one)) : wanted.equals(one.name()))
        .findFirst();
  }

  private String given(Constraint one) {
    String columns = "_" + String.join("_", one.columns());
    return name.name()
        + switch (one.type()) {
          case PRIMARY_KEY -> "_pkey";
          case UNIQUE -> columns + "_key";
          case FOREIGN_KEY -> columns + "_fkey";
          case EXCLUSION -> columns + "_excl";
          case CHECK -> columns + "_check";
          case NOT_NULL -> columns + "_not_null";
        };
  }

  /// Where it is not known which constraint goes, it may be any foreign key without a name.
  KnownTable without(DropConstraint drop) {
    String gone = drop.constraint();
    if (gone == null) {
      return with(constraints.stream().filter(one -> one.type() != drop.type()).toList());
    }
    Optional<Constraint> found = namedOrGiven(gone);
    return with(
        constraints.stream()
            .filter(one ->
                found.isPresent()
                    ? !one.equals(found.get())
                    : one.type() != ConstraintType.FOREIGN_KEY || one.name() != null)
            .toList());
  }

  /// A constraint that an index becomes has its columns, and takes its place.
  KnownTable with(Constraint constraint) {
    Optional<CreateIndex> taken =
        indexes.stream()
            .filter(index ->
                index.name() != null && index.name().name().equals(constraint.usingIndex()))
            .findFirst();
    List<Constraint> more = new ArrayList<>(constraints);
    more.add(taken.map(index -> constraint.with(index.columns())).orElse(constraint));
    return with(more)
        .withIndexes(
            indexes.stream().filter(index -> taken.filter(index::equals).isEmpty()).toList());
  }

  /// Lets a column be null.
  KnownTable nullable(String column) {
    KnownTable free =
        column(column).map(found -> replaced(column, found.nullable(true))).orElse(this);
    return free.with(
        free.constraints.stream()
            .filter(one ->
                one.type() != ConstraintType.NOT_NULL || !one.columns().equals(List.of(column)))
            .toList());
  }

  KnownTable with(List<Constraint> others) {
    return new KnownTable(name, columns, others, indexes, options);
  }

  KnownTable withIndexes(List<CreateIndex> others) {
    return new KnownTable(name, columns, constraints, others, options);
  }

  /// Returns it with an index of which nothing but its name is known.
  KnownTable withIndex(QualifiedName index) {
    List<CreateIndex> more = new ArrayList<>(indexes);
    more.add(
        new CreateIndex(index, name, false, null, List.of(), List.of(), null, Map.of(), Set.of()));
    return withIndexes(more);
  }

  KnownTable as(QualifiedName other) {
    return new KnownTable(other, columns, constraints, indexes, options);
  }

  /// Returns it with another option, or without it where the value is null.
  public KnownTable with(String option, @Nullable String value) {
    Map<String, String> others = new HashMap<>(options);
    if (value == null) {
      others.remove(option);
    } else {
      others.put(option, value);
    }
    return new KnownTable(name, columns, constraints, indexes, others);
  }
}
