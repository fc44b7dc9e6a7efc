package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoString;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares versions.
///
/// *Source*: Semantic Versioning 2.0.0.
final class Semver {
  private static final Pattern VERSION =
      Pattern.compile(
          ("v?(0|[1-9]\\d{0,18})\\.(0|[1-9]\\d{0,18})\\.(0|[1-9]\\d{0,18})"
                  + "(?:-(PART(?:\\.PART)*+))?(?:\\+([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?")
              .replace("PART", "(?:0|[1-9]\\d*+|\\d*+[A-Za-z-][0-9A-Za-z-]*+)(?![0-9A-Za-z-])"));

  static final List<Builtin> ALL =
      List.of(
          pure(
              "semver.is_valid",
              1,
              arguments ->
                  RegoBoolean.of(
                      arguments.value(0) instanceof RegoString text
                          && isValid(VERSION.matcher(text.text())))),
          pure(
              "semver.compare",
              2,
              arguments -> RegoNumber.of(compare(parts(arguments, 0), parts(arguments, 1)))));

  private Semver() {}

  /// Tells whether it is a version, whose numbers are not too large for OPA.
  private static boolean isValid(Matcher matcher) {
    if (!matcher.matches()) {
      return false;
    }
    for (int i = 1; i <= 3; i++) {
      if (new BigInteger(matcher.group(i)).bitLength() >= Long.SIZE) {
        return false;
      }
    }
    return true;
  }

  private static Matcher parts(Arguments arguments, int place) {
    Matcher matcher = VERSION.matcher(arguments.text(place));
    if (!isValid(matcher)) {
      throw arguments.failure(
          "operand %d: string \"%s\" is not a valid SemVer"
              .formatted(place + 1, arguments.text(place)));
    }
    return matcher;
  }

  private static int compare(Matcher left, Matcher right) {
    for (int i = 1; i <= 3; i++) {
      int order = new BigInteger(left.group(i)).compareTo(new BigInteger(right.group(i)));
      if (order != 0) {
        return order;
      }
    }
    String one = left.group(4);
    String other = right.group(4);
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    String[] mine = one.split("\\.", -1);
    String[] theirs = other.split("\\.", -1);
    for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
      int order = identifier(mine[i], theirs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.length, theirs.length);
  }

  private static int identifier(String left, String right) {
    boolean one = left.matches("\\d+");
    boolean other = right.matches("\\d+");
    if (one && other) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return one != other ? (one ? -1 : 1) : Integer.signum(left.compareTo(right));
  }
}
