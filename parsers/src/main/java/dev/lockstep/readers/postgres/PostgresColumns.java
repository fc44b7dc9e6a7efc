package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.range;

import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Generated;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.Operation.CreateDomain;
import dev.lockstep.statement.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the definitions of columns and constraints.
final class PostgresColumns {
  private PostgresColumns() {}

  /// Reads a `columnDef`, or `columnOptions` of a table whose columns come from elsewhere.
  static Column column(SyntaxNode node) {
    SyntaxNode nameNode = part(node, "ColId");
    TypeName type = node.child("Typename").map(PostgresTypes::type).orElse(null);
    Map<String, String> options = new TreeMap<>();
    for (String option : List.of("column_storage", "column_compression")) {
      PostgresNames.within(node, option)
          .ifPresent(found ->
              options.put(option.substring("column_".length()), found.children().getLast().name()));
    }
    Qualities qualities = qualities(nameNode.name(), node, options);
    Numbering numbering = qualities.numbering;
    if (type != null && PostgresTypes.SERIAL.contains(type.name())) {
      numbering = Numbering.SERIAL;
    }
    return new Column(
        nameNode.name(),
        type,
        qualities.defaultValue,
        qualities.generated,
        numbering,
        qualities.constraints,
        options,
        range(node));
  }

  /// Reads `CREATE DOMAIN`.
  static CreateDomain domain(SyntaxNode node) {
    Qualities qualities = qualities(null, node, new TreeMap<>());
    return new CreateDomain(
        PostgresNames.qualified(part(node, "any_name")),
        PostgresTypes.type(part(node, "Typename")),
        qualities.defaultValue,
        qualities.constraints);
  }

  /// Collects what is written behind the type of a column.
  private static final class Qualities {
    private final List<Constraint> constraints = new ArrayList<>();
    private @Nullable Expression defaultValue;
    private @Nullable Generated generated;
    private Numbering numbering = Numbering.NONE;
  }

  private static Qualities qualities(
      @Nullable String column, SyntaxNode node, Map<String, String> options) {
    Qualities qualities = new Qualities();
    for (SyntaxNode constraint : PostgresNames.items(node, "ColQualList")) {
      SyntaxNode element = constraint.child("ColConstraintElem").orElse(null);
      if (element != null) {
        read(column, constraint, element, qualities, options);
      } else if (constraint.has("COLLATE")) {
        options.put("collate", PostgresNames.qualified(part(constraint, "any_name")).toString());
      } else if (!qualities.constraints.isEmpty()) {
        // what is deferrable is said behind the constraint
        qualities.constraints.set(
            qualities.constraints.size() - 1, with(qualities.constraints.getLast(), constraint));
      }
    }
    return qualities;
  }

  private static void read(
      @Nullable String column,
      SyntaxNode constraint,
      SyntaxNode element,
      Qualities qualities,
      Map<String, String> options) {
    switch (element.children().getFirst().symbol()) {
      case "NULL_P" -> options.put("nullable", "");
      case "DEFAULT" ->
          qualities.defaultValue = PostgresQueries.expression(part(element, "b_expr"));
      case "GENERATED" -> {
        if (element.has("IDENTITY_P")) {
          qualities.numbering = Numbering.IDENTITY;
        } else {
          qualities.generated =
              new Generated(
                  PostgresQueries.expression(part(element, "a_expr")),
                  element.tokens().anyMatch(token -> token.is("STORED")));
        }
      }
      default ->
          qualities.constraints.add(
              constraint(
                  constraint, element, column == null ? List.of() : List.of(column), List.of()));
    }
  }

  private static Constraint with(Constraint constraint, SyntaxNode attribute) {
    Set<State> states = new LinkedHashSet<>(constraint.states());
    states.addAll(states(attribute));
    return new Constraint(
        constraint.type(),
        constraint.name(),
        constraint.columns(),
        constraint.expression(),
        constraint.reference(),
        constraint.usingIndex(),
        List.copyOf(states),
        constraint.range());
  }

  /// Reads a `TableConstraint`, or a `DomainConstraint`.
  static Constraint constraint(SyntaxNode node) {
    SyntaxNode element =
        PostgresNames.either(node, "ConstraintElem", "DomainConstraintElem").orElseThrow();
    List<String> columns =
        element.child("columnList").stream()
            .flatMap(list -> list.all("columnElem"))
            .map(SyntaxNode::name)
            .toList();
    return constraint(
        node,
        element,
        columns.isEmpty()
            ? element.child("ColId").map(SyntaxNode::name).stream().toList()
            : columns,
        states(element));
  }

  private static Constraint constraint(
      SyntaxNode node, SyntaxNode element, List<String> columns, List<State> stated) {
    ConstraintType type =
        switch (element.children().getFirst().symbol()) {
          case "CHECK" -> ConstraintType.CHECK;
          case "UNIQUE" -> ConstraintType.UNIQUE;
          case "PRIMARY" -> ConstraintType.PRIMARY_KEY;
          case "EXCLUDE" -> ConstraintType.EXCLUSION;
          case "FOREIGN", "REFERENCES" -> ConstraintType.FOREIGN_KEY;
          default -> ConstraintType.NOT_NULL;
        };
    Expression expression = element.child("a_expr").map(PostgresQueries::expression).orElse(null);
    Set<State> states = new LinkedHashSet<>(stated);
    states.addAll(states(element));
    if (element.child("opt_unique_null_treatment").filter(n -> n.has("NOT")).isPresent()) {
      states.add(State.NULLS_NOT_DISTINCT);
    }
    return new Constraint(
        type,
        node.child("name").map(SyntaxNode::name).orElse(null),
        type == ConstraintType.CHECK && expression != null && columns.isEmpty()
            ? expression.columns()
            : keyed(type, element, columns),
        type == ConstraintType.EXCLUSION ? exclusion(element) : expression,
        type == ConstraintType.FOREIGN_KEY ? reference(element) : null,
        element.child("ExistingIndex").map(index -> index.children().getLast().name()).orElse(null),
        List.copyOf(states),
        range(node));
  }

  private static List<String> keyed(ConstraintType type, SyntaxNode element, List<String> columns) {
    return switch (type) {
      case CHECK ->
          columns.isEmpty()
              ? element.child("a_expr").stream()
                  .flatMap(e -> PostgresQueries.expression(e).columns().stream())
                  .toList()
              : columns;
      case EXCLUSION ->
          element
              .all("index_elem")
              .flatMap(key -> key.child("ColId").stream())
              .map(SyntaxNode::name)
              .toList();
      default -> columns;
    };
  }

  private static @Nullable Expression exclusion(SyntaxNode element) {
    return element.child("ExclusionConstraintList").map(PostgresQueries::expression).orElse(null);
  }

  private static Reference reference(SyntaxNode element) {
    return new Reference(
        PostgresNames.qualified(part(element, "qualified_name")),
        PostgresNames.columns(
            element,
            element.has("opt_column_and_period_list")
                ? "opt_column_and_period_list"
                : "opt_column_list"),
        action(element, "key_delete"),
        action(element, "key_update"));
  }

  private static String action(SyntaxNode element, String when) {
    return element.child("key_actions").stream()
        .flatMap(actions -> actions.all(when))
        .map(found -> PostgresNames.upperWords(part(found, "key_action")))
        .findFirst()
        .orElse("NO ACTION");
  }

  /// Finds the words about when and whether a constraint is checked.
  static List<State> states(SyntaxNode node) {
    List<State> states = new ArrayList<>();
    node.all("ConstraintAttributeElem", "ConstraintAttr", "opt_no_inherit")
        .map(PostgresNames::upper)
        .forEach(words -> {
          switch (words) {
            case "NOT VALID" -> states.add(State.NOT_VALID);
            case "NOT ENFORCED" -> states.add(State.NOT_ENFORCED);
            case "DEFERRABLE" -> states.add(State.DEFERRABLE);
            case "INITIALLY DEFERRED" -> states.add(State.INITIALLY_DEFERRED);
            case "NO INHERIT" -> states.add(State.NO_INHERIT);
            default -> {
              // is so anyway
            }
          }
        });
    return states;
  }
}
