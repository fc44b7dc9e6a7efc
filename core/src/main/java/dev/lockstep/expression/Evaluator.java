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
import dev.lockstep.expression.Value.Fields;
import dev.lockstep.expression.Value.Hidden;
import dev.lockstep.expression.Value.Items;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.expression.Value.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions over names.
///
/// *Shape*: a name that nothing bears is an error rather than `null` or its own text, for a typing
/// mistake must not open a gate; `?:` and `??` take it for nothing.
///
/// *Units*: a value has at most 1 MiB characters, and no evaluation takes more than 100,000 steps.
///
/// *Errors*: what cannot be computed, with the place in the text.
public final class Evaluator {
  private static final int MAX_STEPS = 100_000;
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  private final Names names;
  private int steps;

  private Evaluator(Names names) {
    this.names = names;
  }

  /// Returns the value of an expression.
  public static Reading<Value> value(Expression expression, Names names) {
    return Refusal.caught(() -> new Evaluator(names).eval(expression));
  }

  /// Returns whether a condition holds.
  public static Reading<Boolean> holds(Expression condition, Names names) {
    return Refusal.caught(() -> {
      Evaluator evaluator = new Evaluator(names);
      return Values.truth(evaluator.eval(condition), condition.at());
    });
  }

  /// Returns what a template gives: the value itself where it is one expression, else text, with
  /// secrets hidden in it.
  public static Reading<Value> value(Template template, Names names) {
    return Refusal.caught(() -> new Evaluator(names).filled(template));
  }

  private Value filled(Template template) {
    if (template.parts().size() == 1
        && template.parts().getFirst() instanceof Part.Embedded(Expression only, _, _)) {
      return eval(only);
    }
    List<Piece> pieces = new ArrayList<>();
    long length = 0;
    for (Part part : template.parts()) {
      switch (part) {
        case Part.Plain(String text) -> pieces.add(new Piece(text, false));
        case Part.Embedded(Expression expression, _, _) ->
            pieces.addAll(Values.pieces(eval(expression), expression.at()));
      }
      length += pieces.isEmpty() ? 0 : pieces.getLast().text().length();
      Values.limit(length, 0);
    }
    return Values.joined(pieces);
  }

  private Value eval(Expression expression) {
    steps++;
    if (steps > MAX_STEPS) {
      throw new Refusal("The expression takes too long.", expression.at());
    }
    return switch (expression) {
      case Literal(Value value, _) -> value;
      case Name name -> named(name);
      case Member member -> member(member);
      case Index index -> indexed(index);
      case Method(Expression of, String name, List<Expression> arguments, int at) ->
          Methods.call(eval(of), name, arguments.stream().map(this::eval).toList(), at);
      case Unary unary -> unary(unary);
      case Binary binary -> binary(binary);
      case Choice(Expression condition, Expression then, Expression otherwise, _) ->
          eval(Values.truth(eval(condition), condition.at()) ? then : otherwise);
      case ItemsOf(List<Expression> items, _) -> new Items(items.stream().map(this::eval).toList());
      case FieldsOf(SequencedMap<String, Expression> fields, _) -> {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        fields.forEach((name, value) -> values.put(name, eval(value)));
        yield new Fields(values);
      }
      case Quoted(Template template, _) ->
          Values.joined(
              template.parts().stream()
                  .flatMap(part ->
                      switch (part) {
                        case Part.Plain(String text) -> List.of(new Piece(text, false)).stream();
                        case Part.Embedded(Expression inner, _, _) ->
                            Values.pieces(eval(inner), inner.at()).stream();
                      })
                  .toList());
    };
  }

  private Value named(Name name) {
    Value value = names.get(name.name());
    if (value == null) {
      throw missing("Nothing is called " + name.name() + " here.", names, name.at());
    }
    return value;
  }

  private Value member(Member member) {
    Value of = eval(member.of());
    String name = member.name();
    return switch (of) {
      case Names inner -> {
        Value value = inner.get(name);
        if (value == null) {
          throw missing(path(member.of()) + " has no " + name + ".", inner, member.at());
        }
        yield value;
      }
      case Fields(SequencedMap<String, Value> values) -> values.getOrDefault(name, Value.NOTHING);
      case Value.Nothing _ ->
          throw new Refusal(
              path(member.of()) + " is nothing, so it has no " + name + ".", member.at());
      default ->
          throw new Refusal(
              "%s is %s, so it has no %s.".formatted(path(member.of()), of.kindName(), name),
              member.at());
    };
  }

  private Value indexed(Index index) {
    Value of = eval(index.of());
    Value key = eval(index.key());
    if (of instanceof Items(List<Value> values)
        && key instanceof Value.Numeral(BigDecimal number)) {
      int size = values.size();
      if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(size)) >= 0) {
        throw new Refusal(
            "%s has %d items, so it has none at %s."
                .formatted(path(index.of()), size, number.toPlainString()),
            index.at());
      }
      return values.get(number.intValue());
    }
    String name = Values.text(key, index.at());
    return switch (of) {
      case Fields(SequencedMap<String, Value> values) -> values.getOrDefault(name, Value.NOTHING);
      case Names inner -> {
        Value value = inner.get(name);
        if (value == null) {
          throw missing(path(index.of()) + " has no " + name + ".", inner, index.at());
        }
        yield value;
      }
      default ->
          throw new Refusal(
              "%s is %s, so it has no %s.".formatted(path(index.of()), of.kindName(), name),
              index.at());
    };
  }

  private Value unary(Unary unary) {
    int at = unary.at();
    if (unary.operator() == Operator.EMPTY) {
      Value value = orNothing(unary.of());
      // That there is a secret may be known, how long it is not.
      return Value.of(
          value instanceof Value.Nothing
              || (!(value instanceof Hidden) && Values.size(value, at) == 0));
    }
    Value value = eval(unary.of());
    return switch (unary.operator()) {
      case NOT -> Value.of(!Values.truth(value, at));
      case NEGATIVE -> new Value.Numeral(Values.number(value, at).negate());
      case SIZE -> Value.of(Values.size(value, at));
      default -> throw new IllegalStateException(unary.operator().toString());
    };
  }

  private Value binary(Binary binary) {
    int at = binary.at();
    switch (binary.operator()) {
      case OR -> {
        return Value.of(truth(binary.left()) || truth(binary.right()));
      }
      case AND -> {
        return Value.of(truth(binary.left()) && truth(binary.right()));
      }
      case ELSE -> {
        Value left = orNothing(binary.left());
        return left instanceof Value.Nothing ? eval(binary.right()) : left;
      }
      default -> {
        // needs both
      }
    }
    Value left = eval(binary.left());
    Value right = eval(binary.right());
    return switch (binary.operator()) {
      case EQUAL -> Value.of(Values.areEqual(left, right, at));
      case UNEQUAL -> Value.of(!Values.areEqual(left, right, at));
      case LESS -> Value.of(Values.compare(left, right, at) < 0);
      case AT_MOST -> Value.of(Values.compare(left, right, at) <= 0);
      case MORE -> Value.of(Values.compare(left, right, at) > 0);
      case AT_LEAST -> Value.of(Values.compare(left, right, at) >= 0);
      case MATCHES -> Value.of(Values.matches(left, right, at));
      case MATCHES_NOT -> Value.of(!Values.matches(left, right, at));
      case STARTS_WITH -> Value.of(Values.text(left, at).startsWith(Values.text(right, at)));
      case ENDS_WITH -> Value.of(Values.text(left, at).endsWith(Values.text(right, at)));
      case PLUS -> plus(left, right, at);
      case MINUS, TIMES, BY, MODULO -> computed(binary.operator(), left, right, at);
      default -> throw new IllegalStateException(binary.operator().toString());
    };
  }

  private boolean truth(Expression expression) {
    return Values.truth(eval(expression), expression.at());
  }

  /// Adds numbers, and joins everything else.
  private static Value plus(Value left, Value right, int at) {
    if (left instanceof Value.Numeral(BigDecimal one)
        && right instanceof Value.Numeral(BigDecimal other)) {
      return new Value.Numeral(one.add(other, DIGITS));
    }
    List<Piece> pieces = new ArrayList<>(Values.pieces(left, at));
    pieces.addAll(Values.pieces(right, at));
    return Values.joined(pieces);
  }

  private static Value computed(Operator operator, Value left, Value right, int at) {
    BigDecimal one = Values.number(left, at);
    BigDecimal other = Values.number(right, at);
    if (other.signum() == 0 && (operator == Operator.BY || operator == Operator.MODULO)) {
      throw new Refusal("This divides by 0.", at);
    }
    return new Value.Numeral(
        switch (operator) {
          case MINUS -> one.subtract(other, DIGITS);
          case TIMES -> one.multiply(other, DIGITS);
          case BY -> one.divide(other, DIGITS);
          default -> one.remainder(other, DIGITS);
        });
  }

  /// Takes what nothing bears for nothing, as those ask for it who say what to take instead.
  private Value orNothing(Expression expression) {
    return switch (expression) {
      case Name name -> inside(names, name.name());
      case Member(Expression of, String name, _) -> inside(orNothing(of), name);
      case Index(Expression of, Expression key, int at) -> {
        Value container = orNothing(of);
        yield container instanceof Items
            ? indexedOrNothing(container, eval(key))
            : inside(container, Values.text(eval(key), at));
      }
      default -> eval(expression);
    };
  }

  private static Value indexedOrNothing(Value items, Value key) {
    List<Value> values = ((Items) items).values();
    return key instanceof Value.Numeral(BigDecimal number)
            && number.signum() >= 0
            && number.compareTo(BigDecimal.valueOf(values.size())) < 0
        ? values.get(number.intValue())
        : Value.NOTHING;
  }

  private static Value inside(Value container, String name) {
    @Nullable Value found =
        switch (container) {
          case Names inner -> inner.get(name);
          case Fields(SequencedMap<String, Value> values) -> values.get(name);
          default -> null;
        };
    return found == null ? Value.NOTHING : found;
  }

  private static Refusal missing(String message, Names names, int at) {
    List<String> known = names.known();
    String hint =
        known.isEmpty() || known.size() > 12 ? "" : " There is " + String.join(", ", known) + ".";
    return new Refusal(message + hint, at);
  }

  /// Returns the words of a path, for messages.
  static String path(Expression expression) {
    return switch (expression) {
      case Name(String name, _) -> name;
      case Member(Expression of, String name, _) -> path(of) + "." + name;
      case Index(Expression of, Literal(Text(String key), _), _) -> path(of) + "." + key;
      default -> "This";
    };
  }
}
