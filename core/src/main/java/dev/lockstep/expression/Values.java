package dev.lockstep.expression;

import dev.lockstep.expression.Value.Fields;
import dev.lockstep.expression.Value.Hidden;
import dev.lockstep.expression.Value.Items;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Nothing;
import dev.lockstep.expression.Value.Piece;
import dev.lockstep.expression.Value.Text;
import dev.lockstep.expression.Value.Truth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares and turns values into each other, as JEXL does: text that is written like a number is
/// equal to it.
public final class Values {
  private Values() {}

  /// Returns a value as text; empty pieces are none.
  static List<Piece> pieces(Value value, int at) {
    return value instanceof Hidden(List<Piece> pieces)
        ? pieces
        : List.of(new Piece(text(value, at), false));
  }

  static Value joined(List<Piece> pieces) {
    limit(pieces.stream().mapToLong(piece -> piece.text().length()).sum(), 0);
    return pieces.stream().anyMatch(Piece::secret)
        ? new Hidden(pieces)
        : new Text(pieces.stream().map(Piece::text).collect(Collectors.joining()));
  }

  static String text(Value value, int at) {
    return switch (value) {
      case Text(String text) -> text;
      case Value.Numeral(BigDecimal number) -> plain(number);
      case Truth(boolean truth) -> String.valueOf(truth);
      case Nothing _ -> "null";
      case Items(List<Value> values) -> "[" + joined(values, ", ", at) + "]";
      case Fields(SequencedMap<String, Value> values) ->
          "{"
              + joined(values.entrySet().stream().map(one -> field(one, at)).toList(), ", ", at)
              + "}";
      case Hidden _ ->
          throw new Refusal("A secret may only be handed on, not looked at or compared.", at);
      case Names names ->
          throw new Refusal(
              "This is no value, but has some: " + String.join(", ", names.known()) + ".", at);
    };
  }

  /// Returns a number without an exponent.
  public static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < -100 || stripped.scale() > 100
        ? stripped.toString()
        : stripped.toPlainString();
  }

  static boolean truth(Value value, int at) {
    return switch (value) {
      case Truth(boolean truth) -> truth;
      case Nothing _ -> false;
      case Text(String text) when text.equalsIgnoreCase("true") -> true;
      case Text(String text) when text.equalsIgnoreCase("false") -> false;
      default ->
          throw new Refusal("This must be true or false, but is " + value.kindName() + ".", at);
    };
  }

  static BigDecimal number(Value value, int at) {
    BigDecimal number = asNumber(value);
    if (number == null) {
      throw new Refusal("This must be a number, but is " + value.kindName() + ".", at);
    }
    return number;
  }

  private static @Nullable BigDecimal asNumber(Value value) {
    if (value instanceof Value.Numeral(BigDecimal number)) {
      return number;
    }
    return value instanceof Text(String text) && text.matches("[+-]?[0-9]{1,40}([.][0-9]{1,40})?")
        ? new BigDecimal(text)
        : null;
  }

  static boolean areEqual(Value left, Value right, int at) {
    if (left instanceof Hidden || right instanceof Hidden) {
      text(left instanceof Hidden ? left : right, at);
    }
    if (left instanceof Nothing || right instanceof Nothing) {
      return left instanceof Nothing && right instanceof Nothing;
    }
    if (left instanceof Value.Numeral || right instanceof Value.Numeral) {
      BigDecimal one = asNumber(left);
      BigDecimal other = asNumber(right);
      return one != null && other != null && one.compareTo(other) == 0;
    }
    if (left instanceof Truth || right instanceof Truth) {
      return text(left, at)
          .toLowerCase(Locale.ROOT)
          .equals(text(right, at).toLowerCase(Locale.ROOT));
    }
    return left.getClass() == right.getClass() && text(left, at).equals(text(right, at));
  }

  static int compare(Value left, Value right, int at) {
    if (left instanceof Value.Numeral || right instanceof Value.Numeral) {
      return number(left, at).compareTo(number(right, at));
    }
    return text(left, at).compareTo(text(right, at));
  }

  static boolean matches(Value left, Value right, int at) {
    return switch (right) {
      case Items(List<Value> values) -> values.stream().anyMatch(one -> areEqual(left, one, at));
      case Fields(SequencedMap<String, Value> values) -> values.containsKey(text(left, at));
      default -> Patterns.matches(text(right, at), text(left, at), at);
    };
  }

  static int size(Value value, int at) {
    return switch (value) {
      case Text(String text) -> text.length();
      case Items(List<Value> values) -> values.size();
      case Fields(SequencedMap<String, Value> values) -> values.size();
      case Nothing _ -> 0;
      default -> throw new Refusal("This has no size, for it is " + value.kindName() + ".", at);
    };
  }

  static void limit(long length, int at) {
    if (length > ExpressionReader.MAX_TEXT) {
      throw new Refusal(
          "The value has more than " + ExpressionReader.MAX_TEXT + " characters.", at);
    }
  }

  private static Value field(Map.Entry<String, Value> field, int at) {
    return new Text(field.getKey() + ": " + text(field.getValue(), at));
  }

  /// Returns some values as one text.
  static String joined(List<Value> values, String separator, int at) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (Value value : values) {
      text.append(before).append(text(value, at));
      limit(text.length(), at);
      before = separator;
    }
    return text.toString();
  }
}
