package dev.lockstep.readers.sqlite;

import static dev.lockstep.readers.sqlite.SqliteNames.part;
import static dev.lockstep.readers.sqlite.SqliteNames.range;

import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Generated;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.IndexKey;
import dev.lockstep.statement.TextRange;
import dev.lockstep.statement.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads columns, their types and constraints.
final class SqliteColumns {
  private SqliteColumns() {}

  /// @param name holds the name and the type
  /// @param rest the list of what is said of it
  static Column column(SyntaxNode name, SyntaxNode rest) {
    String column = part(name, "nm").name();
    List<SyntaxNode> said = rest.items();
    return new Column(
        column,
        type(name),
        said.stream().flatMap(one -> defaultValue(one).stream()).findFirst().orElse(null),
        said.stream().flatMap(one -> generated(one).stream()).findFirst().orElse(null),
        rest.first("AUTOINCR").isPresent() ? Numbering.AUTO_INCREMENT : Numbering.NONE,
        constraints(said, List.of(column)),
        options(said),
        new TextRange(part(name, "nm").start(), rest.isEmpty() ? lastOf(name).end() : rest.end()));
  }

  private static SyntaxNode lastOf(SyntaxNode name) {
    return name.child("typetoken").orElse(part(name, "nm"));
  }

  /// A column that names no type has one without a name.
  private static TypeName type(SyntaxNode name) {
    Optional<SyntaxNode> written = name.child("typetoken");
    if (written.isEmpty()) {
      return new TypeName("", List.of(), 0, new TextRange(name.end(), name.end()));
    }
    SyntaxNode type = written.get();
    String words =
        part(type, "typename")
            .tokens()
            .map(SyntaxNode::name)
            .collect(Collectors.joining(" "))
            .toLowerCase(Locale.ROOT);
    return new TypeName(
        // the grammar takes these words for part of the type, and SQLite takes them off again
        (" " + words).replaceFirst(" generated always$", "").strip(),
        type.children().stream()
            .filter(child -> child.is("plus_num") || child.is("minus_num") || child.is("signed"))
            .map(SyntaxNode::text)
            .toList(),
        0,
        range(type));
  }

  private static Optional<Expression> defaultValue(SyntaxNode said) {
    SyntaxNode first = said.children().getFirst();
    if (!first.is("DEFAULT")) {
      return Optional.empty();
    }
    SyntaxNode last = said.children().getLast();
    Optional<SyntaxNode> value = SqliteNames.expression(said);
    if (last.is("RP")) {
      return value.map(SqliteColumns::exactly);
    }
    Expression inner = value.map(SqliteQueries::expression).orElse(null);
    SyntaxNode second = said.children().get(1);
    int from = second.isToken() ? second.start() : last.start();
    // a name without quotes is taken as a string
    return Optional.of(
        new Expression(
            said.text().substring(from - said.start()),
            new TextRange(from, last.end()),
            inner == null || inner.constant(),
            List.of(),
            inner == null ? List.of() : inner.calls()));
  }

  /// A sum of constants is none: SQLite computes it for each row.
  private static Expression exactly(SyntaxNode node) {
    Expression value = SqliteQueries.expression(node);
    List<SyntaxNode> parts = node.children();
    boolean signed =
        parts.size() == 2 && (parts.getFirst().is("MINUS") || parts.getFirst().is("PLUS"));
    boolean literal = (signed ? parts.getLast() : node).collapsed().isToken();
    return new Expression(
        value.text(),
        value.range(),
        literal && value.constant(),
        value.columns(),
        value.calls(),
        value.notNull());
  }

  private static Optional<Generated> generated(SyntaxNode said) {
    return said.child("generated")
        .map(clause ->
            new Generated(
                SqliteQueries.expression(SqliteNames.expression(clause).orElse(clause)),
                clause.children().getLast().text().equalsIgnoreCase("stored")));
  }

  private static Map<String, String> options(List<SyntaxNode> said) {
    Map<String, String> options = new HashMap<>();
    for (SyntaxNode one : said) {
      SyntaxNode first = one.children().getFirst();
      if (first.is("COLLATE")) {
        options.put("collate", one.children().getLast().name());
      } else if (first.is("NULL")) {
        options.put("nullable", "");
      }
    }
    return options;
  }

  // ----------------------------------------------------------------------------------- constraints

  /// Lists the elements of a list that the grammar may leave out where there is but one.
  static List<SyntaxNode> list(SyntaxNode node, String list) {
    return node.child(list)
        .map(SyntaxNode::items)
        .orElseGet(() -> node.children().stream().filter(child -> !child.isToken()).toList());
  }

  /// Reads constraints in their order; one may follow its name, and a foreign key what is said of
  /// when it is checked.
  ///
  /// @param column that they are written at; none for those of a table
  static List<Constraint> constraints(List<SyntaxNode> said, List<String> column) {
    List<Constraint> constraints = new ArrayList<>();
    String name = null;
    int from = -1;
    for (SyntaxNode one : said) {
      if (one.isEmpty() || one.is("tconscomma")) {
        continue;
      }
      if (one.children().getFirst().is("CONSTRAINT")) {
        name = part(one, "nm").name();
        from = one.start();
      } else if (one.has("defer_subclause") && one.children().size() == 1) {
        if (!constraints.isEmpty()) {
          constraints.add(deferred(constraints.removeLast(), one));
        }
      } else {
        ConstraintType type = type(one.children());
        if (type != null) {
          int start = from < 0 ? one.start() : from;
          constraints.add(constraint(type, name, column, one, start));
        }
        name = null;
        from = -1;
      }
    }
    return constraints;
  }

  private static @Nullable ConstraintType type(List<SyntaxNode> words) {
    return switch (words.getFirst().symbol()) {
      case "NOT" -> ConstraintType.NOT_NULL;
      case "PRIMARY" -> ConstraintType.PRIMARY_KEY;
      case "UNIQUE" -> ConstraintType.UNIQUE;
      case "CHECK" -> ConstraintType.CHECK;
      case "REFERENCES", "FOREIGN" -> ConstraintType.FOREIGN_KEY;
      default -> null;
    };
  }

  private static Constraint constraint(
      ConstraintType type, @Nullable String name, List<String> column, SyntaxNode node, int start) {
    Expression check =
        type == ConstraintType.CHECK
            ? SqliteQueries.expression(SqliteNames.expression(node).orElse(node))
            : null;
    return new Constraint(
        type,
        name,
        columns(column, node, check),
        check,
        type == ConstraintType.FOREIGN_KEY ? reference(node) : null,
        null,
        states(node),
        new TextRange(start, node.end()));
  }

  private static List<String> columns(
      List<String> column, SyntaxNode node, @Nullable Expression check) {
    if (check != null) {
      return check.columns().isEmpty() ? column : check.columns();
    }
    return column.isEmpty()
        ? Stream.concat(
                node.child("sortlist").stream()
                    .flatMap(list -> SqliteTables.keys(list).stream())
                    .map(IndexKey::column)
                    .flatMap(Stream::ofNullable),
                node.child("eidlist").stream().flatMap(list -> SqliteNames.columns(list).stream()))
            .toList()
        : column;
  }

  private static Reference reference(SyntaxNode node) {
    return new Reference(
        SqliteNames.plain(part(node, "nm")),
        node.child("eidlist_opt")
            .map(list -> SqliteNames.columns(part(list, "eidlist")))
            .orElse(List.of()),
        action(node, "DELETE"),
        action(node, "UPDATE"));
  }

  private static String action(SyntaxNode node, String when) {
    return node.all("refarg")
        .filter(one -> one.has(when))
        .map(one -> SqliteNames.upper(part(one, "refact")))
        .reduce("NO ACTION", (_, last) -> last);
  }

  private static List<State> states(SyntaxNode node) {
    String words = node.first("defer_subclause").map(SqliteNames::upper).orElse("");
    List<State> states = new ArrayList<>();
    if (words.startsWith("DEFERRABLE")) {
      states.add(State.DEFERRABLE);
      if (words.endsWith("INITIALLY DEFERRED")) {
        states.add(State.INITIALLY_DEFERRED);
      }
    }
    return states;
  }

  private static Constraint deferred(Constraint constraint, SyntaxNode clause) {
    return new Constraint(
        constraint.type(),
        constraint.name(),
        constraint.columns(),
        constraint.expression(),
        constraint.reference(),
        constraint.usingIndex(),
        states(clause),
        new TextRange(constraint.range().start(), clause.end()));
  }
}
