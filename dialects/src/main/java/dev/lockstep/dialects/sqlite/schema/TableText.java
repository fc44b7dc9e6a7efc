package dev.lockstep.dialects.sqlite.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Is a table as its statement says, in a form that does not depend on how it was written: what
/// stands behind a column stands on its own where that means the same.
///
/// *Source*: https://www.sqlite.org/lang_createtable.html
final class TableText {
  private static final Set<String> CONSTRAINT_WORDS =
      Set.of(
          "CONSTRAINT",
          "PRIMARY",
          "NOT",
          "NULL",
          "UNIQUE",
          "CHECK",
          "DEFAULT",
          "COLLATE",
          "REFERENCES",
          "GENERATED",
          "AS",
          "FOREIGN",
          "AUTOINCREMENT",
          "DEFERRABLE",
          "ON");

  /// Is a column.
  ///
  /// @param attributes as its object has them
  record Column(String name, SortedMap<String, List<String>> attributes) {
    String text(String attribute) {
      return String.join("", attributes.getOrDefault(attribute, List.of()));
    }

    boolean has(String attribute) {
      return attributes.containsKey(attribute);
    }

    /// Spells the column as it stands in a statement.
    String spelled() {
      StringBuilder spelled = new StringBuilder(Spelling.name(name));
      if (has("type")) {
        spelled.append(' ').append(text("type"));
      }
      if (has("primary_key")) {
        spelled.append(' ').append(text("primary_key"));
      }
      if (has("collation")) {
        spelled.append(" COLLATE ").append(text("collation"));
      }
      if (has("default")) {
        spelled.append(" DEFAULT ").append(text("default"));
      }
      if (has("generated")) {
        spelled
            .append(" GENERATED ALWAYS AS ")
            .append(text("generation"))
            .append(' ')
            .append(text("generated"));
      }
      if (has("not_null")) {
        spelled.append(' ').append(text("not_null"));
      }
      return spelled.toString();
    }
  }

  /// Is a constraint.
  ///
  /// @param columns that it names; none for a check
  /// @param target the table that a foreign key refers to; empty for others
  /// @param targetColumns none when they are that table's primary key
  record Constraint(
      String type,
      String name,
      String text,
      List<String> columns,
      String target,
      List<String> targetColumns) {
    /// Returns a name that no other constraint of the table has.
    String key() {
      if (!name.isEmpty()) {
        return name;
      }
      return switch (type) {
        case "primary key" -> type;
        case "foreign key" -> "foreign key (%s) to %s".formatted(Spelling.names(columns), target);
        default -> text;
      };
    }

    String spelled() {
      return (name.isEmpty() ? "" : "CONSTRAINT " + Spelling.name(name) + " ") + text;
    }
  }

  private final List<Token> tokens;
  private final List<Column> columns = new ArrayList<>();
  private final Set<Constraint> constraints = new LinkedHashSet<>();
  private final List<String> options = new ArrayList<>();
  private int at;
  private String constraintName = "";

  TableText(String sql) {
    this.tokens = Token.of(sql);
    while (!is("(")) {
      at++;
    }
    at++;
    while (at < tokens.size() && !is(")")) {
      if (is(",")) {
        at++;
      } else if (startsTableConstraint()) {
        tableConstraint();
      } else {
        column();
      }
    }
    inline();
    at++;
    while (at < tokens.size()) {
      if (take("WITHOUT")) {
        options.add("WITHOUT ROWID");
        at++;
      } else {
        if (is("STRICT")) {
          options.add("STRICT");
        }
        at++;
      }
    }
  }

  List<Column> columns() {
    return columns;
  }

  List<Constraint> constraints() {
    return List.copyOf(constraints);
  }

  List<String> options() {
    return options;
  }

  private boolean is(String word) {
    return at < tokens.size() && tokens.get(at).is(word);
  }

  private boolean isNext(String word) {
    return at + 1 < tokens.size() && tokens.get(at + 1).is(word);
  }

  private boolean take(String word) {
    boolean there = is(word);
    at += there ? 1 : 0;
    return there;
  }

  private Token next() {
    return tokens.get(at++);
  }

  private boolean startsTableConstraint() {
    boolean words = is("CONSTRAINT") || is("CHECK") || (is("FOREIGN") && isNext("KEY"));
    return words || (is("PRIMARY") && isNext("KEY")) || (is("UNIQUE") && isNext("("));
  }

  private void column() {
    String name = next().name();
    SortedMap<String, List<String>> attributes = new TreeMap<>();
    int from = at;
    while (at < tokens.size() && !is(",") && !is(")") && !isConstraintWord()) {
      if (is("(")) {
        parenthesized();
      } else {
        at++;
      }
    }
    if (at > from) {
      attributes.put(
          "type", List.of(Token.joined(tokens.subList(from, at)).toUpperCase(Locale.ROOT)));
    }
    while (at < tokens.size()
        && !is(",")
        && !is(")")
        && !is("FOREIGN")
        && !(is("UNIQUE") && isNext("("))) {
      columnConstraint(name, attributes);
    }
    columns.add(new Column(name, attributes));
  }

  private boolean isConstraintWord() {
    Token token = tokens.get(at);
    return token.type() == Token.Type.WORD && CONSTRAINT_WORDS.contains(token.upper());
  }

  private void columnConstraint(String column, SortedMap<String, List<String>> attributes) {
    List<String> itself = List.of(column);
    if (take("CONSTRAINT")) {
      constraintName = next().name();
      return;
    }
    if (take("PRIMARY")) {
      at++;
      String order = take("DESC") ? " DESC" : "";
      take("ASC");
      String conflict = conflict();
      boolean increments = take("AUTOINCREMENT");
      if (constraintName.isEmpty() || increments || !order.isEmpty()) {
        attributes.put(
            "primary_key",
            List.of("PRIMARY KEY" + order + conflict + (increments ? " AUTOINCREMENT" : "")));
        add("primary key", "", itself, "", List.of());
      } else {
        add(
            "primary key",
            "PRIMARY KEY (" + Spelling.name(column) + ")" + conflict,
            itself,
            "",
            List.of());
      }
    } else if (is("NOT") && isNext("NULL")) {
      at += 2;
      attributes.put("not_null", List.of("NOT NULL" + conflict()));
    } else if (take("NULL")) {
      conflict();
    } else if (take("UNIQUE")) {
      add("unique", "UNIQUE (" + Spelling.name(column) + ")" + conflict(), itself, "", List.of());
    } else if (take("CHECK")) {
      check();
    } else if (take("DEFAULT")) {
      attributes.put("default", List.of(value()));
    } else if (take("COLLATE")) {
      attributes.put("collation", List.of(next().name().toUpperCase(Locale.ROOT)));
    } else if (is("REFERENCES")) {
      reference(itself);
    } else if (is("GENERATED") || is("AS")) {
      at += is("AS") ? 1 : 3;
      attributes.put("generation", List.of(parenthesized()));
      attributes.put("generated", List.of(take("STORED") ? "STORED" : "VIRTUAL"));
      take("VIRTUAL");
    } else {
      // The order of a name that nothing follows any more.
      at++;
    }
    constraintName = "";
  }

  private void tableConstraint() {
    if (take("CONSTRAINT")) {
      constraintName = next().name();
      return;
    }
    if (take("PRIMARY")) {
      at++;
      keyed("primary key", "PRIMARY KEY ");
    } else if (take("UNIQUE")) {
      keyed("unique", "UNIQUE ");
    } else if (take("CHECK")) {
      check();
    } else if (take("FOREIGN")) {
      at++;
      List<String> columns = names();
      reference(columns);
    } else {
      at++;
    }
    constraintName = "";
  }

  private void keyed(String type, String words) {
    int from = at;
    List<String> columns = names();
    List<Token> inside = tokens.subList(from, at);
    String listed =
        inside.size() == 2 * columns.size() + 1
            ? "(" + Spelling.names(columns) + ")"
            : Token.joined(inside);
    add(type, words + listed + conflict(), columns, "", List.of());
  }

  /// Writes a key of one column with the column, as most people do.
  private void inline() {
    for (Constraint one : constraints()) {
      String words = "PRIMARY KEY (%s)".formatted(Spelling.names(one.columns()));
      if (one.name().isEmpty() && one.columns().size() == 1 && one.text().startsWith(words)) {
        constraints.remove(one);
        constraints.add(new Constraint(one.type(), "", "", one.columns(), "", List.of()));
        columns.stream()
            .filter(column -> column.name().equalsIgnoreCase(one.columns().getFirst()))
            .forEach(column ->
                column
                    .attributes()
                    .put(
                        "primary_key",
                        List.of("PRIMARY KEY" + one.text().substring(words.length()))));
      }
    }
  }

  private void check() {
    add("check", "CHECK " + parenthesized() + conflict(), List.of(), "", List.of());
  }

  private void reference(List<String> columns) {
    at++;
    String target = next().name();
    List<String> targets = is("(") ? names() : List.of();
    StringBuilder text =
        new StringBuilder(
            "FOREIGN KEY (%s) REFERENCES %s"
                .formatted(Spelling.names(columns), Spelling.name(target)));
    if (!targets.isEmpty()) {
      text.append(" (").append(Spelling.names(targets)).append(")");
    }
    boolean more = true;
    while (more) {
      more = false;
      if (is("ON") && (isNext("DELETE") || isNext("UPDATE"))) {
        at++;
        text.append(" ON ").append(next().upper()).append(' ').append(next().upper());
        if (is("NULL") || is("DEFAULT") || is("ACTION")) {
          text.append(' ').append(next().upper());
        }
        more = true;
      } else if (take("MATCH")) {
        text.append(" MATCH ").append(next().upper());
        more = true;
      }
    }
    boolean not = is("NOT") && isNext("DEFERRABLE");
    at += not ? 1 : 0;
    if (take("DEFERRABLE")) {
      String initially = take("INITIALLY") ? " INITIALLY " + next().upper() : "";
      text.append(not ? " NOT DEFERRABLE" : " DEFERRABLE").append(initially);
    }
    add("foreign key", text.toString(), columns, target, targets);
  }

  private void add(
      String type, String text, List<String> columns, String target, List<String> targets) {
    constraints.add(new Constraint(type, constraintName, text, columns, target, targets));
  }

  private String conflict() {
    if (is("ON") && isNext("CONFLICT")) {
      at += 2;
      return " ON CONFLICT " + next().upper();
    }
    return "";
  }

  /// Reads a list of names; orders and collations behind them are skipped.
  private List<String> names() {
    List<String> names = new ArrayList<>();
    at++;
    boolean begins = true;
    while (!is(")")) {
      Token token = next();
      if (begins) {
        names.add(token.name());
      }
      begins = token.is(",");
    }
    at++;
    return names;
  }

  private String parenthesized() {
    int from = at;
    int depth = 0;
    do {
      depth += is("(") ? 1 : is(")") ? -1 : 0;
      at++;
    } while (depth > 0 && at < tokens.size());
    return Token.joined(tokens.subList(from, at));
  }

  private String value() {
    if (is("(")) {
      return parenthesized();
    }
    int from = at;
    at += is("+") || is("-") ? 2 : 1;
    return String.join("", tokens.subList(from, at).stream().map(Token::text).toList());
  }
}
