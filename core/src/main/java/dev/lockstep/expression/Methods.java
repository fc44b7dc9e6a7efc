package dev.lockstep.expression;

import dev.lockstep.expression.Value.Fields;
import dev.lockstep.expression.Value.Items;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.expression.Value.Nothing;
import dev.lockstep.expression.Value.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls the methods that values have.
final class Methods {
  private static final List<String> KNOWN =
      List.of(
          "concat",
          "contains",
          "containsKey",
          "endsWith",
          "equals",
          "equalsIgnoreCase",
          "get",
          "getValue",
          "indexOf",
          "isEmpty",
          "join",
          "lastIndexOf",
          "length",
          "matches",
          "replace",
          "replaceAll",
          "size",
          "split",
          "startsWith",
          "substring",
          "toLowerCase",
          "toString",
          "toUpperCase",
          "trim");

  private Methods() {}

  static Value call(Value of, String name, List<Value> arguments, int at) {
    Value result =
        switch (arguments.size()) {
          case 0 -> without(of, name, at);
          case 1 -> withOne(of, name, arguments.getFirst(), at);
          case 2 -> withTwo(of, name, arguments, at);
          default -> null;
        };
    if (result == null) {
      throw new Refusal(
          KNOWN.contains(name)
              ? "%s has no .%s with %d values."
                  .formatted(sentence(of.kindName()), name, arguments.size())
              : "There is no method .%s; there is %s.".formatted(name, String.join(", ", KNOWN)),
          at);
    }
    return result;
  }

  private static @Nullable Value without(Value of, String name, int at) {
    return switch (name) {
      case "toUpperCase" -> text(of, at, text -> text.toUpperCase(Locale.ROOT));
      case "toLowerCase" -> text(of, at, text -> text.toLowerCase(Locale.ROOT));
      case "trim" -> text(of, at, String::strip);
      case "toString" -> text(of, at, text -> text);
      case "length", "size" -> Value.of(Values.size(of, at));
      case "isEmpty" -> Value.of(of instanceof Nothing || Values.size(of, at) == 0);
      default -> null;
    };
  }

  private static @Nullable Value withOne(Value of, String name, Value argument, int at) {
    return switch (name) {
      case "get", "getValue" -> get(of, Values.text(argument, at), at);
      case "containsKey" -> Value.of(has(of, Values.text(argument, at)));
      case "contains" ->
          of instanceof Items
              ? Value.of(Values.matches(argument, of, at))
              : test(of, argument, at, String::contains);
      case "join" ->
          of instanceof Items(List<Value> values)
              ? Value.of(Values.joined(values, Values.text(argument, at), at))
              : null;
      case "startsWith" -> test(of, argument, at, String::startsWith);
      case "endsWith" -> test(of, argument, at, String::endsWith);
      case "equals" -> Value.of(Values.areEqual(of, argument, at));
      case "equalsIgnoreCase" -> test(of, argument, at, String::equalsIgnoreCase);
      case "matches" ->
          Value.of(Patterns.matches(Values.text(argument, at), Values.text(of, at), at));
      case "concat" -> text(of, at, text -> text + Values.text(argument, at));
      case "indexOf" -> Value.of(Values.text(of, at).indexOf(Values.text(argument, at)));
      case "lastIndexOf" -> Value.of(Values.text(of, at).lastIndexOf(Values.text(argument, at)));
      case "split" -> split(of, argument, at);
      case "substring" -> {
        String text = Values.text(of, at);
        yield Value.of(text.substring(place(argument, text, at)));
      }
      default -> null;
    };
  }

  private static @Nullable Value withTwo(Value of, String name, List<Value> arguments, int at) {
    return switch (name) {
      case "replace" ->
          text(
              of,
              at,
              text ->
                  Patterns.replaced(
                      Pattern.quote(Values.text(arguments.get(0), at)),
                      text,
                      Matcher.quoteReplacement(Values.text(arguments.get(1), at)),
                      at));
      case "replaceAll" ->
          text(
              of,
              at,
              text ->
                  Patterns.replaced(
                      Values.text(arguments.get(0), at),
                      text,
                      Values.text(arguments.get(1), at),
                      at));
      case "substring" -> {
        String text = Values.text(of, at);
        int from = place(arguments.get(0), text, at);
        int to = place(arguments.get(1), text, at);
        if (from > to) {
          throw new Refusal("The text from " + from + " to " + to + " is none.", at);
        }
        yield Value.of(text.substring(from, to));
      }
      default -> null;
    };
  }

  private static Value text(Value of, int at, Function<String, String> change) {
    String changed = change.apply(Values.text(of, at));
    Values.limit(changed.length(), at);
    return Value.of(changed);
  }

  private static Value test(
      Value of, Value argument, int at, BiFunction<String, String, Boolean> test) {
    return Value.of(test.apply(Values.text(of, at), Values.text(argument, at)));
  }

  private static Value split(Value of, Value argument, int at) {
    String separator = Values.text(argument, at);
    return new Items(
        Stream.of(Values.text(of, at).split(Pattern.quote(separator))).map(Value::of).toList());
  }

  private static int place(Value value, String text, int at) {
    BigDecimal place = Values.number(value, at);
    if (place.signum() < 0 || place.compareTo(BigDecimal.valueOf(text.length())) > 0) {
      throw new Refusal(
          "The text has %d characters, and so no place %s."
              .formatted(text.length(), Values.plain(place)),
          at);
    }
    return place.intValue();
  }

  private static @Nullable Value get(Value of, String name, int at) {
    return switch (of) {
      case Names names -> {
        Value found = names.get(name);
        if (found == null) {
          throw new Refusal("There is no " + name + " here.", at);
        }
        yield found;
      }
      case Fields(SequencedMap<String, Value> values) -> values.getOrDefault(name, Value.NOTHING);
      default -> null;
    };
  }

  private static boolean has(Value of, String name) {
    return switch (of) {
      case Names names -> names.get(name) != null;
      case Fields(SequencedMap<String, Value> values) -> values.containsKey(name);
      case Text _, Value.Numeral _, Value.Truth _, Nothing _, Items _, Value.Hidden _ -> false;
    };
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
