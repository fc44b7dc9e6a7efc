package dev.lockstep.cli;

import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the statements of a plan for policies, after `docs/schemas/policy-input.schema.json`.
///
/// @param reader null where this release does not read the product's SQL
/// @param effects what a rehearsal saw of statements, by their texts
/// @param place the database schema of names without one; null where nobody can tell
record PolicyStatements(
    @Nullable StatementReader reader, @Nullable String place, Map<String, Json.Node> effects) {
  private static final Set<ObjectType> HOLDERS =
      Set.of(
          ObjectType.TABLE,
          ObjectType.SCHEMA,
          ObjectType.DATABASE,
          ObjectType.EXTENSION,
          ObjectType.SEQUENCE,
          ObjectType.FOREIGN_TABLE,
          ObjectType.TABLESPACE,
          ObjectType.LARGE_OBJECT);

  /// A cascade from these drops columns.
  private static final Set<ObjectType> OF_COLUMNS =
      Set.of(ObjectType.TYPE, ObjectType.DOMAIN, ObjectType.COLLATION);

  List<Json.Node> of(List<PlannedMigration> steps) {
    List<Json.Node> all = new ArrayList<>();
    for (PlannedMigration step : steps) {
      for (PlannedStatement statement : step.statements()) {
        all.add(node(step, statement));
      }
    }
    return all;
  }

  /// Lists what loses rows or values for good, and what nobody can tell that of.
  List<Json.Node> destroying(List<PlannedMigration> steps) {
    List<Json.Node> all = new ArrayList<>();
    for (PlannedMigration step : steps) {
      String file = step.migration().source() == null ? null : step.migration().source().path();
      step.losses().forEach(loss -> all.add(destroying(step, file, 0, loss)));
      if (step.execution() instanceof Execution.ByEngine(String reason)) {
        all.add(destroying(step, file, 0, "only the engine knows what it does: " + reason));
      }
      for (PlannedStatement statement : step.statements()) {
        Reading reading = reader == null ? null : reader.read(statement.sql().text());
        List<Operation> operations = new ArrayList<>();
        boolean understood = reading != null && add(reading, operations);
        boolean destroys = operations.stream().anyMatch(PolicyStatements::destroys);
        if (destroys || !understood) {
          String what =
              statement.sql().kind() + (destroys ? "" : ", which nobody could read whole");
          all.add(destroying(step, statement.source().path(), statement.source().line(), what));
        }
      }
    }
    return all;
  }

  private static Json.Node destroying(
      PlannedMigration step, @Nullable String file, int line, String what) {
    return Json.object()
        .put("change", step.migration().id())
        .put("file", file)
        .put("line", line)
        .put("what", what);
  }

  private Json.Node node(PlannedMigration step, PlannedStatement statement) {
    String sql = statement.sql().text();
    Json.Node node =
        Json.object()
            .put("change", step.migration().id())
            .put("sql", sql)
            .put("kind", statement.sql().kind())
            .put("file", statement.source().path())
            .put("line", statement.source().line())
            .put("column", statement.source().column());
    StatementReader asked = reader;
    Reading reading = asked == null ? null : asked.read(sql);
    List<Operation> operations = new ArrayList<>();
    boolean understood = reading != null && add(reading, operations);
    Set<List<String>> objects = new LinkedHashSet<>();
    Set<String> columns = new LinkedHashSet<>();
    for (Operation operation : operations) {
      objects(operation)
          .forEach(one -> objects.add(List.of(one.type(), schema(one.name()), one.name().name())));
      columns.addAll(columns(operation));
    }
    return node.put("understood", understood)
        .put(
            "operations",
            operations.stream().flatMap(PolicyStatements::each).map(this::operation).toList())
        .put("objects", objects.stream().map(PolicyStatements::object).toList())
        .put("columns", columns)
        .put("destructive", operations.stream().anyMatch(PolicyStatements::destroys))
        .put("effect", effects.get(sql));
  }

  /// Returns nothing where nobody can tell.
  private String schema(QualifiedName name) {
    String qualifier = name.qualifier() == null ? place : name.qualifier();
    return qualifier == null ? "" : qualifier;
  }

  /// Adds what a statement and those inside it do.
  ///
  /// @return whether all of them were understood
  private static boolean add(Reading reading, List<Operation> operations) {
    if (!(reading instanceof Reading.Understood(ParsedStatement parsed))) {
      return false;
    }
    operations.addAll(parsed.operations());
    boolean understood = parsed.operations().stream().allMatch(PolicyStatements::isRead);
    for (ParsedStatement.Embedded inner : parsed.embedded()) {
      understood &= add(inner.reading(), operations);
    }
    return understood;
  }

  /// Tells whether the body of a block is in a language that is read.
  private static boolean isRead(Operation operation) {
    return !(operation instanceof Operation.Block(String language))
        || language.equals("plpgsql")
        || language.equals("sql");
  }

  /// Divides what names several objects: a policy that tells the first alone would hide the others,
  /// and an exemption for the first would allow them.
  private static Stream<Operation> each(Operation operation) {
    return switch (operation) {
      case Operation.Drop(var type, var names, var table, var modes) when names.size() > 1 ->
          names.stream().map(name -> new Operation.Drop(type, List.of(name), table, modes));
      case Operation.Truncate(var tables, var modes) when tables.size() > 1 ->
          tables.stream().map(table -> new Operation.Truncate(List.of(table), modes));
      case Operation.Grant(var revoked, var privileges, var objects, var roles)
          when objects.size() > 1 ->
          objects.stream()
              .map(one -> new Operation.Grant(revoked, privileges, List.of(one), roles));
      case Operation.LockTables(var tables, var mode) when tables.size() > 1 ->
          tables.stream().map(table -> new Operation.LockTables(List.of(table), mode));
      case Operation.Maintain(var verb, var tables) when tables.size() > 1 ->
          tables.stream().map(table -> new Operation.Maintain(verb, List.of(table)));
      default -> Stream.of(operation);
    };
  }

  private static Json.Node object(List<String> parts) {
    return Json.object()
        .put("type", parts.getFirst())
        .put("schema", parts.get(1).isEmpty() ? null : parts.get(1))
        .put("name", parts.getLast());
  }

  private record Named(String type, QualifiedName name) {
    static Named of(ObjectType type, QualifiedName name) {
      return new Named(word(type), name);
    }
  }

  /// Lists what an operation is about.
  private static List<Named> objects(Operation operation) {
    return switch (operation) {
      case Operation.CreateIndex index ->
          index.name() == null
              ? tables(List.of(index.table()))
              : List.of(
                  Named.of(ObjectType.INDEX, index.name()),
                  Named.of(ObjectType.TABLE, index.table()));
      case Operation.OnTable one -> tables(List.of(one.table()));
      case Operation.Drop drop ->
          drop.names().stream().map(name -> Named.of(drop.type(), name)).toList();
      case Operation.Rename one -> List.of(Named.of(one.type(), one.object()));
      case Operation.SetSchema one -> List.of(Named.of(one.type(), one.object()));
      case Operation.SetOwner one -> List.of(Named.of(one.type(), one.object()));
      case Operation.Comment one -> List.of(Named.of(one.type(), one.object()));
      case Operation.Create one -> List.of(Named.of(one.type(), one.name()));
      case Operation.Alter one -> List.of(Named.of(one.type(), one.name()));
      case Operation.CreateView one -> List.of(Named.of(one.type(), one.name()));
      case Operation.RefreshView one -> List.of(Named.of(ObjectType.MATERIALIZED_VIEW, one.name()));
      case Operation.CreateEnum one -> List.of(Named.of(ObjectType.TYPE, one.name()));
      case Operation.AddLabel one -> List.of(Named.of(ObjectType.TYPE, one.type()));
      case Operation.CreateDomain one -> List.of(Named.of(ObjectType.DOMAIN, one.name()));
      case Operation.AddDomainConstraint one -> List.of(Named.of(ObjectType.DOMAIN, one.domain()));
      case Operation.CreateRoutine one -> List.of(Named.of(one.type(), one.name()));
      case Operation.Call one -> List.of(Named.of(ObjectType.PROCEDURE, one.procedure()));
      case Operation.Truncate one -> tables(one.tables());
      case Operation.Copy one -> one.table() == null ? List.of() : tables(List.of(one.table()));
      case Operation.Grant one ->
          one.objects().stream().map(name -> new Named("object", name)).toList();
      case Operation.LockTables one -> tables(one.tables());
      case Operation.Maintain one -> tables(one.tables());
      case Operation.Select one -> tables(one.query().reads());
      case Operation.Reindex one ->
          one.name() == null ? List.of() : List.of(Named.of(one.type(), one.name()));
      case Operation.Block _,
          Operation.DropOwned _,
          Operation.Secret _,
          Operation.SetVariable _,
          Operation.Transaction _,
          Operation.Other _ ->
          List.of();
    };
  }

  private static List<Named> tables(List<QualifiedName> names) {
    return names.stream().map(name -> Named.of(ObjectType.TABLE, name)).toList();
  }

  private static List<String> columns(Operation operation) {
    return switch (operation) {
      case Operation.CreateTable one -> one.columns().stream().map(Column::name).toList();
      case Operation.AddColumn one -> List.of(one.column().name());
      case Operation.DropColumn one -> List.of(one.column());
      case Operation.ChangeType one -> List.of(one.column());
      case Operation.Redefine one -> List.of(one.column(), one.definition().name());
      case Operation.SetDefault one -> List.of(one.column());
      case Operation.DropDefault one -> List.of(one.column());
      case Operation.SetNotNull one -> List.of(one.column());
      case Operation.DropNotNull one -> List.of(one.column());
      case Operation.SetColumnOption one -> List.of(one.column());
      case Operation.AddConstraint one -> one.constraint().columns();
      case Operation.CreateIndex one -> one.columns();
      case Operation.Insert one -> one.columns();
      case Operation.Update one -> one.columns();
      case Operation.Rename one when one.partType() == ObjectType.COLUMN ->
          Stream.of(one.part(), one.to())
              .filter(name -> name != null)
              .map(String::valueOf)
              .toList();
      default -> List.of();
    };
  }

  /// Tells whether rows or values are gone for good.
  private static boolean destroys(Operation operation) {
    return switch (operation) {
      case Operation.Drop one ->
          HOLDERS.contains(one.type())
              || (OF_COLUMNS.contains(one.type()) && one.modes().contains(Mode.CASCADE));
      case Operation.CreateTable one -> one.modes().contains(Mode.OR_REPLACE);
      case Operation.DropColumn _,
          Operation.Truncate _,
          Operation.DropOwned _,
          Operation.DeleteHistory _ ->
          true;
      case Operation.Delete(QualifiedName _, Query query) ->
          query.where() == null || query.isOpen();
      case Operation.Merge merge ->
          merge.branches().stream()
              .anyMatch(branch -> branch.action().equals("DELETE") && !branch.narrowed());
      case Operation.AlterPartitions one ->
          Set.of("DROP", "TRUNCATE").contains(one.verb().toUpperCase(Locale.ROOT));
      default -> false;
    };
  }

  /// Writes what policies ask for most often.
  private Json.Node operation(Operation operation) {
    Json.Node node = Json.object().put("kind", kind(operation));
    List<Named> objects = objects(operation);
    if (!objects.isEmpty()) {
      Named first = objects.getFirst();
      node.put("type", first.type())
          .put("schema", schema(first.name()).isEmpty() ? null : schema(first.name()))
          .put("name", first.name().name());
    }
    if (operation instanceof Operation.OnTable one) {
      node.put("table", one.table().name());
    }
    node.put("columns", columns(operation)).put("modes", modes(operation));
    switch (operation) {
      case Operation.CreateTable one -> table(node, one);
      case Operation.CreateIndex one ->
          node.put("unique", one.unique())
              .put("method", one.method())
              .put("partial", one.where() != null);
      case Operation.AddColumn one -> column(node, one.column());
      case Operation.Redefine one -> column(node, one.definition());
      case Operation.ChangeType one -> node.put("dataType", one.type().toString());
      case Operation.AddConstraint one ->
          node.put("constraint", word(one.constraint().type()))
              .put("constraintName", one.constraint().name());
      case Operation.DropConstraint one -> node.put("constraintName", one.constraint());
      case Operation.Rename one ->
          node.put("part", one.part())
              .put("partType", one.partType() == null ? null : word(one.partType()))
              .put("to", one.to());
      case Operation.SetSchema one -> node.put("to", one.schema());
      case Operation.SetOwner one -> node.put("owner", one.owner());
      case Operation.Comment one -> node.put("part", one.part()).put("text", one.text());
      case Operation.Grant one ->
          node.put("revoked", one.revoked())
              .put("privileges", one.privileges())
              .put("roles", one.roles());
      case Operation.CreateRoutine one ->
          node.put("language", one.language()).put("options", options(one.options()));
      case Operation.Update one -> node.put("where", one.query().where() != null);
      case Operation.Delete one -> node.put("where", one.query().where() != null);
      case Operation.DropOwned one -> node.put("roles", one.roles());
      case Operation.SetVariable one -> node.put("variable", one.name()).put("value", one.value());
      default -> {}
    }
    return node;
  }

  private static void table(Json.Node node, Operation.CreateTable table) {
    node.put("comment", table.options().get("comment"))
        .put("partitionOf", table.partitionOf() == null ? null : table.partitionOf().toString())
        .put("partitionedBy", table.partitionedBy())
        .put(
            "constraints",
            table.allConstraints().stream()
                .map(one ->
                    Json.object()
                        .put("constraint", word(one.type()))
                        .put("constraintName", one.name())
                        .put("columns", one.columns()))
                .toList())
        .put(
            "definitions",
            table.columns().stream()
                .map(one -> column(Json.object().put("name", one.name()), one))
                .toList());
  }

  private static Json.Node column(Json.Node node, Column column) {
    return node.put("dataType", column.type() == null ? null : column.type().toString())
        .put("notNull", column.isNotNull())
        .put("default", column.defaultValue() != null)
        .put("comment", column.options().get("comment"));
  }

  private static Json.Node options(Map<String, String> options) {
    Json.Node node = Json.object();
    options.forEach(node::put);
    return node;
  }

  /// Returns for example `create_index`.
  static String kind(Operation operation) {
    return operation
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  private static Collection<String> modes(Operation operation) {
    Set<Mode> modes =
        switch (operation) {
          case Operation.CreateTable one -> one.modes();
          case Operation.AddColumn one -> one.modes();
          case Operation.DropColumn one -> one.modes();
          case Operation.CreateIndex one -> one.modes();
          case Operation.Drop one -> one.modes();
          case Operation.CreateView one -> one.modes();
          case Operation.CreateRoutine one -> one.modes();
          case Operation.Truncate one -> one.modes();
          case Operation.AddConstraint one -> one.modes();
          case Operation.Reindex one -> one.modes();
          case Operation.RefreshView one -> one.modes();
          default -> Set.of();
        };
    return modes.stream().map(PolicyStatements::word).sorted().toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
