package dev.lockstep.expression;

import dev.lockstep.expression.Expression.Binary;
import dev.lockstep.expression.Expression.Choice;
import dev.lockstep.expression.Expression.FieldsOf;
import dev.lockstep.expression.Expression.Index;
import dev.lockstep.expression.Expression.ItemsOf;
import dev.lockstep.expression.Expression.Literal;
import dev.lockstep.expression.Expression.Member;
import dev.lockstep.expression.Expression.Method;
import dev.lockstep.expression.Expression.Name;
import dev.lockstep.expression.Expression.Quoted;
import dev.lockstep.expression.Expression.Unary;
import dev.lockstep.expression.Template.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads expressions and the text around them.
///
/// *Shape*: `>` ends an expression that `<+` began, wherever it is not in brackets; to compare,
/// write `gt` and `ge`, or use brackets.
///
/// *Units*: a text has at most 1 MiB characters, an expression 20,000 and 60 levels.
///
/// *Errors*: the first thing that cannot be read, with its place.
public final class ExpressionReader {
  static final int MAX_TEXT = 1 << 20;
  private static final int MAX_LENGTH = 20_000;
  private static final int MAX_DEPTH = 60;
  private static final int MAX_JOINED = 500;
  private static final int MAX_DIGITS = 40;

  private final Scanner scanner;
  private int depth;
  private int joined;

  private ExpressionReader(Scanner scanner) {
    this.scanner = scanner;
  }

  /// Reads text in which expressions stand as `<+ … >`.
  public static Reading<Template> template(String text) {
    return Refusal.caught(() -> templateAt(text, 0, 0));
  }

  /// Reads text that is an expression as a whole, as conditions are.
  public static Reading<Expression> expression(String text) {
    return Refusal.caught(() -> {
      limit(text.length(), 0);
      Scanner scanner = new Scanner(text, 0);
      Expression expression = new ExpressionReader(scanner).choice();
      if (!scanner.isAtEnd()) {
        throw scanner.unexpected("an operator");
      }
      return expression;
    });
  }

  /// Reads the expression in a text that begins with `<+`.
  ///
  /// @param origin the character of the whole at which the text stands
  private static Template templateAt(String text, int origin, int depth) {
    if (text.length() > MAX_TEXT) {
      throw new Refusal("The text has more than " + MAX_TEXT + " characters.", origin);
    }
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int start = text.indexOf("<+"); start >= 0; start = text.indexOf("<+", from)) {
      if (start > from) {
        parts.add(new Part.Plain(text.substring(from, start)));
      }
      Scanner scanner = new Scanner(text, start, origin);
      ExpressionReader reader = new ExpressionReader(scanner);
      reader.depth = depth;
      Expression expression = reader.embedded();
      from = scanner.position();
      parts.add(new Part.Embedded(expression, start, from));
    }
    if (from < text.length()) {
      parts.add(new Part.Plain(text.substring(from)));
    }
    return new Template(text, parts);
  }

  /// Reads `<+ expression >`.
  private Expression embedded() {
    int start = scanner.at();
    scanner.take("<+");
    boolean outer = scanner.closesAtAngle(true);
    Expression expression = choice();
    scanner.skipBlanks();
    if (!scanner.take(">")) {
      throw scanner.isAtEnd()
          ? new Refusal("The expression that begins here has no > at its end.", start)
          : scanner.unexpected("an operator or >");
    }
    scanner.closesAtAngle(outer);
    limit(scanner.reached() - start, start);
    return expression;
  }

  private Expression choice() {
    deeper();
    Expression condition = otherwise();
    int at = scanner.at();
    if (scanner.operator("?")) {
      Expression then = choice();
      scanner.expect(":");
      condition = new Choice(condition, then, choice(), at);
    }
    depth--;
    return condition;
  }

  private Expression otherwise() {
    Expression left = or();
    for (int at = scanner.at(); scanner.operator("?:", "??"); at = scanner.at()) {
      left = new Binary(Operator.ELSE, left, or(), at);
      grow();
    }
    return left;
  }

  private Expression or() {
    Expression left = and();
    for (int at = scanner.at(); scanner.operator("||", "or"); at = scanner.at()) {
      left = new Binary(Operator.OR, left, and(), at);
      grow();
    }
    return left;
  }

  private Expression and() {
    Expression left = comparison();
    for (int at = scanner.at(); scanner.operator("&&", "and"); at = scanner.at()) {
      left = new Binary(Operator.AND, left, comparison(), at);
      grow();
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    int at = scanner.at();
    Operator operator = scanner.comparison();
    return operator == null ? left : new Binary(operator, left, sum(), at);
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      int at = scanner.at();
      if (scanner.operator("+")) {
        left = new Binary(Operator.PLUS, left, product(), at);
      } else if (scanner.operator("-")) {
        left = new Binary(Operator.MINUS, left, product(), at);
      } else {
        return left;
      }
      grow();
    }
  }

  private Expression product() {
    Expression left = unary();
    while (true) {
      int at = scanner.at();
      if (scanner.operator("*")) {
        left = new Binary(Operator.TIMES, left, unary(), at);
      } else if (scanner.operator("/", "div")) {
        left = new Binary(Operator.BY, left, unary(), at);
      } else if (scanner.operator("%", "mod")) {
        left = new Binary(Operator.MODULO, left, unary(), at);
      } else {
        return left;
      }
      grow();
    }
  }

  private Expression unary() {
    int at = scanner.at();
    if (scanner.operator("!", "not")) {
      return new Unary(Operator.NOT, nested(), at);
    }
    if (scanner.operator("-")) {
      return new Unary(Operator.NEGATIVE, nested(), at);
    }
    return path(primary());
  }

  private Expression nested() {
    deeper();
    Expression expression = unary();
    depth--;
    return expression;
  }

  private Expression path(Expression start) {
    Expression expression = start;
    while (true) {
      int at = scanner.at();
      if (scanner.operator(".", "?.")) {
        String name = scanner.name("a name behind the dot");
        expression =
            scanner.operator("(")
                ? new Method(expression, name, arguments(), at)
                : new Member(expression, name, at);
      } else if (scanner.operator("[")) {
        boolean outer = scanner.closesAtAngle(false);
        expression = new Index(expression, choice(), at);
        scanner.expect("]");
        scanner.closesAtAngle(outer);
      } else {
        return expression;
      }
      grow();
    }
  }

  /// Reads what stands behind `(`.
  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    boolean outer = scanner.closesAtAngle(false);
    if (!scanner.operator(")")) {
      do {
        arguments.add(choice());
      } while (scanner.operator(","));
      scanner.expect(")");
    }
    scanner.closesAtAngle(outer);
    return arguments;
  }

  private Expression primary() {
    int at = scanner.at();
    if (scanner.isAt("<+")) {
      deeper();
      Expression embedded = embedded();
      depth--;
      return embedded;
    }
    if (scanner.isAt("'") || scanner.isAt("\"")) {
      int origin = scanner.at() + 1;
      String text = scanner.quoted();
      deeper();
      Template template = templateAt(text, origin, depth);
      depth--;
      return template.isPlain() ? new Literal(Value.of(text), at) : new Quoted(template, at);
    }
    if (scanner.operator("(")) {
      boolean outer = scanner.closesAtAngle(false);
      Expression inner = choice();
      scanner.expect(")");
      scanner.closesAtAngle(outer);
      return inner;
    }
    if (scanner.operator("[")) {
      boolean outer = scanner.closesAtAngle(false);
      Expression items = new ItemsOf(items(), at);
      scanner.closesAtAngle(outer);
      return items;
    }
    if (scanner.operator("{")) {
      boolean outer = scanner.closesAtAngle(false);
      Expression fields = new FieldsOf(fields(), at);
      scanner.closesAtAngle(outer);
      return fields;
    }
    return scanner.isAtDigit() ? number(at) : word(at);
  }

  private List<Expression> items() {
    List<Expression> items = new ArrayList<>();
    if (!scanner.operator("]")) {
      do {
        items.add(choice());
      } while (scanner.operator(","));
      scanner.expect("]");
    }
    return items;
  }

  private SequencedMap<String, Expression> fields() {
    SequencedMap<String, Expression> fields = new LinkedHashMap<>();
    if (!scanner.operator("}")) {
      do {
        String name =
            scanner.isAt("'") || scanner.isAt("\"") ? scanner.quoted() : scanner.name("a key");
        scanner.expect(":");
        fields.put(name, choice());
      } while (scanner.operator(","));
      scanner.expect("}");
    }
    return fields;
  }

  private Expression number(int at) {
    String digits = scanner.digits();
    if (digits.length() > MAX_DIGITS) {
      throw new Refusal("The number has more than " + MAX_DIGITS + " digits.", at);
    }
    return new Literal(new Value.Numeral(new BigDecimal(digits)), at);
  }

  private Expression word(int at) {
    String word = scanner.name("a value");
    return switch (word) {
      case "true" -> new Literal(Value.TRUE, at);
      case "false" -> new Literal(Value.FALSE, at);
      case "null" -> new Literal(Value.NOTHING, at);
      case "empty" -> new Unary(Operator.EMPTY, nested(), at);
      case "size" ->
          scanner.isAt("(") ? new Unary(Operator.SIZE, nested(), at) : new Name(word, at);
      default -> new Name(word, at);
    };
  }

  private void deeper() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new Refusal("The expression nests deeper than " + MAX_DEPTH + " levels.", scanner.at());
    }
  }

  /// What is joined from left to right is as deep as it is long.
  private void grow() {
    joined++;
    if (joined > MAX_JOINED) {
      throw new Refusal("The expression joins more than " + MAX_JOINED + " values.", scanner.at());
    }
  }

  private static void limit(int length, int at) {
    if (length > MAX_LENGTH) {
      throw new Refusal("The expression has more than " + MAX_LENGTH + " characters.", at);
    }
  }
}
