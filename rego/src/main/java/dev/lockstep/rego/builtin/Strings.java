package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/// Works on text, in code points.
final class Strings {
  static final List<Builtin> ALL =
      List.of(
          pure("concat", 2, Strings::joined),
          holds("contains", (text, part) -> Search.next(text, part, 0) >= 0),
          holds("startswith", String::startsWith),
          holds("endswith", String::endsWith),
          pure("format_int", 2, Strings::formatted),
          pure("indexof", 2, Strings::indexOf),
          pure("indexof_n", 2, Strings::indexesOf),
          // As in Go, a letter becomes one letter, wherever it stands.
          changed("lower", text -> mapped(text, Character::toLowerCase)),
          changed("upper", text -> mapped(text, Character::toUpperCase)),
          changed("trim_space", text -> cut(text, Strings::isSpace, true, true)),
          changed("strings.reverse", Strings::reversed),
          pure("replace", 3, Strings::replaced),
          pure("strings.replace_n", 2, Strings::replaceAll),
          pure("split", 2, Strings::split),
          pure(
              "strings.split_n",
              3,
              arguments -> {
                // Below zero, as many from the end.
                int wanted = arguments.integer(2);
                List<Value> parts = split(arguments).values();
                int some = Math.min(Math.abs(wanted), parts.size());
                return new RegoArray(
                    wanted < 0
                        ? parts.subList(parts.size() - some, parts.size())
                        : parts.subList(0, some));
              }),
          pure("substring", 3, Strings::substring),
          trimmed("trim", true, true),
          trimmed("trim_left", true, false),
          trimmed("trim_right", false, true),
          pure(
              "trim_prefix",
              2,
              arguments -> {
                String text = arguments.text(0);
                String prefix = arguments.text(1);
                return new RegoString(
                    text.startsWith(prefix) ? text.substring(prefix.length()) : text);
              }),
          pure(
              "trim_suffix",
              2,
              arguments -> {
                String text = arguments.text(0);
                String suffix = arguments.text(1);
                return new RegoString(
                    text.endsWith(suffix)
                        ? text.substring(0, text.length() - suffix.length())
                        : text);
              }),
          pure("strings.any_prefix_match", 2, arguments -> any(arguments, String::startsWith)),
          pure("strings.any_suffix_match", 2, arguments -> any(arguments, String::endsWith)),
          pure("strings.count", 2, Strings::count),
          pure(
              "sprintf",
              2,
              arguments ->
                  new RegoString(GoFormat.format(arguments.text(0), arguments.array(1).values()))));

  private Strings() {}

  private static Value joined(Arguments arguments) {
    List<String> texts = arguments.texts(1);
    String between = arguments.text(0);
    long length = (long) between.length() * texts.size();
    for (String text : texts) {
      length += text.length();
    }
    Budget.text(length);
    return new RegoString(String.join(between, texts));
  }

  private static Value replaced(Arguments arguments) {
    String text = arguments.text(0);
    String old = arguments.text(1);
    String with = arguments.text(2);
    StringBuilder built = new StringBuilder();
    int from = 0;
    for (int at = old.isEmpty() ? 0 : Search.next(text, old, 0); at >= 0; ) {
      built.append(text, from, at).append(with);
      Budget.spend(1 + with.length() / 16);
      Budget.text(built.length());
      from = at + old.length();
      if (!old.isEmpty()) {
        at = Search.next(text, old, from);
      } else {
        at = at < text.length() ? text.offsetByCodePoints(at, 1) : -1;
      }
    }
    return new RegoString(built.append(text, from, text.length()).toString());
  }

  private static String mapped(String text, IntUnaryOperator change) {
    StringBuilder built = new StringBuilder(text.length());
    text.codePoints().forEach(point -> built.appendCodePoint(change.applyAsInt(point)));
    return built.toString();
  }

  /// Tells what Go's `unicode.IsSpace` does.
  private static boolean isSpace(int point) {
    return Character.isSpaceChar(point) || (point >= 9 && point <= 13) || point == 0x85;
  }

  private static Builtin holds(String name, BiPredicate<String, String> test) {
    return pure(
        name, 2, arguments -> RegoBoolean.of(test.test(arguments.text(0), arguments.text(1))));
  }

  private static Builtin changed(String name, UnaryOperator<String> change) {
    return pure(name, 1, arguments -> new RegoString(change.apply(arguments.text(0))));
  }

  private static Value formatted(Arguments arguments) {
    RegoNumber number = arguments.number(0);
    RegoNumber base = arguments.number(1);
    BigInteger whole = number.isPlain() ? number.integer() : BigFloat.of(number).whole();
    int radix = base.asInt().orElse(0);
    if (radix != 2 && radix != 8 && radix != 10 && radix != 16) {
      throw arguments.ofType("operand 2 must be one of {2, 8, 10, 16}");
    }
    return new RegoString(whole.toString(radix));
  }

  private static Value indexOf(Arguments arguments) {
    String text = arguments.text(0);
    String wanted = arguments.text(1);
    if (wanted.isEmpty()) {
      throw arguments.failure("empty search character");
    }
    int at = Search.next(text, wanted, 0);
    return RegoNumber.of(at < 0 ? -1 : text.codePointCount(0, at));
  }

  private static Value indexesOf(Arguments arguments) {
    String text = arguments.text(0);
    String wanted = arguments.text(1);
    if (wanted.isEmpty()) {
      throw arguments.failure("empty search character");
    }
    List<Value> found = new ArrayList<>();
    int counted = 0;
    int points = 0;
    for (int at = Search.next(text, wanted, 0); at >= 0; at = Search.next(text, wanted, at + 1)) {
      points += text.codePointCount(counted, at);
      counted = at;
      Budget.keep(found.size());
      found.add(RegoNumber.of(points));
    }
    return new RegoArray(found);
  }

  private static String reversed(String text) {
    StringBuilder built = new StringBuilder(text.length());
    int[] points = text.codePoints().toArray();
    for (int i = points.length - 1; i >= 0; i--) {
      built.appendCodePoint(points[i]);
    }
    return built.toString();
  }

  /// At each place the first pattern that stands there is replaced; nothing is replaced twice. An
  /// empty one stands before each byte, and at the end.
  private static Value replaceAll(Arguments arguments) {
    RegoObject patterns = arguments.object(0);
    String text = arguments.text(1);
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (Value key : patterns.keys()) {
      if (!(key instanceof RegoString old)) {
        throw arguments.ofType("operand 1 non-string key found in pattern object");
      }
      if (!(patterns.at(key) instanceof RegoString with)) {
        throw arguments.ofType("operand 1 non-string value found in pattern object");
      }
      from.add(old.text());
      to.add(with.text());
    }
    int nothing = from.indexOf("");
    String between = nothing < 0 ? "" : to.get(nothing);
    StringBuilder built = new StringBuilder(between);
    int at = 0;
    while (at < text.length()) {
      int found = -1;
      Budget.spend(1 + from.size() / 16 + between.length() / 16);
      for (int i = 0; i < from.size() && found < 0; i++) {
        found = !from.get(i).isEmpty() && text.startsWith(from.get(i), at) ? i : -1;
      }
      if (found >= 0) {
        built.append(to.get(found));
        at += from.get(found).length();
      } else {
        int point = text.codePointAt(at);
        built.append(between.isEmpty() ? Character.toString(point) : inBytes(point, between));
        at += Character.charCount(point);
      }
      built.append(between);
      Budget.text(built.length());
    }
    return new RegoString(built.toString());
  }

  /// Writes a letter with a text between its bytes, none of which is a letter any more.
  private static String inBytes(int point, String between) {
    int bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    return bytes == 1
        ? Character.toString(point)
        : String.join(between, java.util.Collections.nCopies(bytes, "\uFFFD"));
  }

  private static RegoArray split(Arguments arguments) {
    String text = arguments.text(0);
    String by = arguments.text(1);
    List<Value> parts = new ArrayList<>();
    if (by.isEmpty()) {
      text.codePoints()
          .forEach(point -> {
            Budget.keep(parts.size());
            parts.add(new RegoString(Character.toString(point)));
          });
      return new RegoArray(parts);
    }
    int from = 0;
    for (int at = Search.next(text, by, 0); at >= 0; at = Search.next(text, by, from)) {
      Budget.keep(parts.size());
      parts.add(new RegoString(text.substring(from, at)));
      from = at + by.length();
    }
    parts.add(new RegoString(text.substring(from)));
    return new RegoArray(parts);
  }

  private static Value substring(Arguments arguments) {
    String text = arguments.text(0);
    int from = arguments.integer(1);
    int length = arguments.integer(2);
    if (from < 0) {
      throw arguments.failure("negative offset");
    }
    int points = text.codePointCount(0, text.length());
    if (from >= points) {
      return RegoString.EMPTY;
    }
    int to = length < 0 ? points : (int) Math.min(points, (long) from + length);
    return new RegoString(
        text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to)));
  }

  private static Builtin trimmed(String name, boolean left, boolean right) {
    return pure(
        name,
        2,
        arguments -> {
          Set<Integer> points = new HashSet<>();
          arguments.text(1).codePoints().forEach(points::add);
          return new RegoString(cut(arguments.text(0), points::contains, left, right));
        });
  }

  private static String cut(String text, IntPredicate unwanted, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && unwanted.test(text.codePointAt(from))) {
      from = text.offsetByCodePoints(from, 1);
    }
    while (right && to > from && unwanted.test(text.codePointBefore(to))) {
      to = text.offsetByCodePoints(to, -1);
    }
    return text.substring(from, to);
  }

  private static Collection<String> some(Arguments arguments, int place) {
    return arguments.value(place) instanceof RegoString string
        ? List.of(string.text())
        : arguments.texts(place);
  }

  private static Value any(Arguments arguments, BiPredicate<String, String> test) {
    Collection<String> ends = some(arguments, 1);
    Budget.spend((long) some(arguments, 0).size() * ends.size() / 4);
    return RegoBoolean.of(
        some(arguments, 0).stream()
            .anyMatch(text -> ends.stream().anyMatch(end -> test.test(text, end))));
  }

  private static Value count(Arguments arguments) {
    String text = arguments.text(0);
    String wanted = arguments.text(1);
    if (wanted.isEmpty()) {
      return RegoNumber.of(text.codePointCount(0, text.length()) + 1);
    }
    int count = 0;
    for (int at = Search.next(text, wanted, 0); at >= 0; ) {
      count++;
      at = Search.next(text, wanted, at + wanted.length());
    }
    return RegoNumber.of(count);
  }
}
