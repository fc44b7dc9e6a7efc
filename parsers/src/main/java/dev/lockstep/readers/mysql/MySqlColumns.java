package dev.lockstep.readers.mysql;

import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Generated;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.Reference;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the definitions of columns and constraints.
final class MySqlColumns {
  private static final Set<String> ENDS = Set.of(",", ")", "FIRST", "AFTER");

  private MySqlColumns() {}

  /// Is what was read of a column so far.
  private static final class Draft {
    private final String name;
    private final Map<String, String> options = new TreeMap<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private @Nullable Expression standard;
    private @Nullable Generated generated;
    private Numbering numbering = Numbering.NONE;

    Draft(String name) {
      this.name = name;
    }

    void constraint(ConstraintType type, Words words, int mark) {
      constraints.add(
          new Constraint(
              type, null, List.of(name), null, null, null, List.of(), words.range(mark)));
    }
  }

  /// Reads a name and a definition.
  static Column column(Words words) {
    int mark = words.mark();
    Draft draft = new Draft(words.simple());
    TypeName type = null;
    if (words.isAtRule(Rules.TYPES)) {
      boolean serial = words.here().text().equalsIgnoreCase("serial");
      type = MySqlTypes.type(words.next(), words.origin(), draft.options);
      if (serial) {
        serial(draft, words, mark);
      }
    }
    while (!words.isAtEnd() && !words.isAtAny(ENDS)) {
      attribute(words, draft);
    }
    return new Column(
        draft.name,
        type,
        draft.standard,
        draft.generated,
        draft.numbering,
        draft.constraints,
        draft.options,
        words.range(mark));
  }

  /// `SERIAL` is `BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE`.
  private static void serial(Draft draft, Words words, int mark) {
    draft.numbering = Numbering.AUTO_INCREMENT;
    draft.constraint(ConstraintType.NOT_NULL, words, mark);
    draft.constraint(ConstraintType.UNIQUE, words, mark);
  }

  private static void attribute(Words words, Draft draft) {
    int mark = words.mark();
    if (words.takes("NOT", "NULL")) {
      draft.constraint(ConstraintType.NOT_NULL, words, mark);
    } else if (words.takes("NULL")) {
      draft.options.put("nullable", "");
    } else if (words.takes("SERIAL", "DEFAULT", "VALUE")) {
      serial(draft, words, mark);
    } else if (words.takes("DEFAULT")) {
      draft.standard = value(words);
    } else if (words.takes("ON", "UPDATE")) {
      draft.options.put("on update", value(words).text());
    } else if (words.takes("AUTO_INCREMENT")) {
      draft.numbering = Numbering.AUTO_INCREMENT;
    } else if (words.takes("PRIMARY", "KEY") || words.takes("KEY")) {
      draft.constraint(ConstraintType.PRIMARY_KEY, words, mark);
    } else if (words.takes("UNIQUE")) {
      words.takes("KEY");
      draft.constraint(ConstraintType.UNIQUE, words, mark);
    } else if (words.isAt("REFERENCES")) {
      Reference reference = reference(words);
      draft.constraints.add(
          new Constraint(
              ConstraintType.FOREIGN_KEY,
              null,
              List.of(draft.name),
              null,
              reference,
              null,
              List.of(),
              words.range(mark)));
    } else if (words.isAt("CHECK") || words.isAt("CONSTRAINT")) {
      String name = words.takes("CONSTRAINT") ? words.simpleIfAny() : null;
      draft.constraints.add(check(words, name, mark));
    } else if (words.takes("GENERATED", "ALWAYS") || words.isAt("AS")) {
      generated(words, draft);
    } else {
      option(words, draft.options);
    }
  }

  private static void generated(Words words, Draft draft) {
    words.takes("AS");
    if (words.takes("ROW")) {
      draft.options.put("as row", words.next().symbol().toLowerCase(Locale.ROOT));
      return;
    }
    int mark = words.mark();
    words.skip();
    Expression expression = MySqlExpressions.since(words, mark);
    boolean stored = words.takesAny("STORED", "PERSISTENT");
    if (!stored) {
      words.takes("VIRTUAL");
    }
    draft.generated = new Generated(expression, stored);
  }

  private static void option(Words words, Map<String, String> options) {
    if (words.takes("COLLATE")) {
      options.put("collate", words.value().toLowerCase(Locale.ROOT));
    } else if (words.takes("CHARACTER", "SET") || words.takes("CHARSET")) {
      options.put("charset", words.value().toLowerCase(Locale.ROOT));
    } else if (words.takes("WITHOUT", "SYSTEM", "VERSIONING")) {
      options.put("without system versioning", "");
    } else if (words.takes("WITH", "SYSTEM", "VERSIONING")) {
      options.put("with system versioning", "");
    } else {
      boolean hasValue = words.isAtAny(Set.of("COMMENT", "COLUMN_FORMAT", "STORAGE", "SRID"));
      String name = Spelling.unquoted(words.next().text()).toLowerCase(Locale.ROOT);
      options.put(name, hasValue || words.isAt("=") ? words.value() : "");
    }
  }

  /// Reads a value: something in parentheses, or a constant with its sign, or a call.
  static Expression value(Words words) {
    int mark = words.mark();
    while (words.isAtAny(Set.of("-", "+", "!", "~", "BINARY"))) {
      words.next();
    }
    words.skip();
    // the grammar may have no rule for a call of its own
    boolean bare = words.since(mark).getLast().isToken();
    if (bare && words.isAt("(") && words.since(mark).size() == 1) {
      words.skip();
    }
    return MySqlExpressions.since(words, mark);
  }

  // ----------------------------------------------------------------------------------- constraints

  /// Tells whether a constraint is at hand, rather than a column or an index.
  static boolean isConstraint(Words words) {
    return words.isAtAny(Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"));
  }

  static Constraint constraint(Words words) {
    int mark = words.mark();
    String name = words.takes("CONSTRAINT") ? words.simpleIfAny() : null;
    if (words.isAt("CHECK")) {
      return check(words, name, mark);
    }
    ConstraintType type =
        words.takes("PRIMARY", "KEY")
            ? ConstraintType.PRIMARY_KEY
            : words.takes("FOREIGN", "KEY") ? ConstraintType.FOREIGN_KEY : ConstraintType.UNIQUE;
    if (type == ConstraintType.UNIQUE) {
      words.takes("UNIQUE");
      words.takesAny("KEY", "INDEX");
    }
    words.takes("IF", "NOT", "EXISTS");
    if (type == ConstraintType.UNIQUE) {
      words.takesAny("KEY", "INDEX");
    }
    String index = words.simpleIfAny();
    MySqlIndexes.Keys keys = MySqlIndexes.keys(words);
    Reference reference = words.isAt("REFERENCES") ? reference(words) : null;
    return new Constraint(
        type,
        name == null && type != ConstraintType.PRIMARY_KEY ? index : name,
        keys.columns(),
        null,
        reference,
        null,
        List.of(),
        words.range(mark));
  }

  private static Constraint check(Words words, @Nullable String name, int mark) {
    words.takes("CHECK");
    int from = words.mark();
    words.skip();
    Expression expression = MySqlExpressions.since(words, from);
    List<State> states = new ArrayList<>();
    if (words.takes("NOT", "ENFORCED")) {
      states.add(State.NOT_ENFORCED);
    } else {
      words.takes("ENFORCED");
    }
    return new Constraint(
        ConstraintType.CHECK,
        name,
        List.copyOf(new LinkedHashSet<>(expression.columns())),
        expression,
        null,
        null,
        states,
        words.range(mark));
  }

  private static Reference reference(Words words) {
    words.takes("REFERENCES");
    var table = words.name();
    List<String> columns = MySqlIndexes.keys(words).columns();
    String onDelete = "NO ACTION";
    String onUpdate = "NO ACTION";
    while (words.isAt("MATCH") || words.isAt("ON", "DELETE") || words.isAt("ON", "UPDATE")) {
      if (words.takes("MATCH")) {
        words.next();
      } else if (words.takes("ON", "DELETE")) {
        onDelete = action(words);
      } else if (words.takes("ON", "UPDATE")) {
        onUpdate = action(words);
      }
    }
    return new Reference(table, columns, onDelete, onUpdate);
  }

  private static String action(Words words) {
    String first = words.next().symbol();
    return first.equals("SET") || first.equals("NO") ? first + " " + words.next().symbol() : first;
  }
}
