package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Compares ranges of addresses; asks no network.
final class Networks {
  static final List<Builtin> ALL =
      List.of(
          pure(
              "net.cidr_contains",
              2,
              arguments ->
                  RegoBoolean.of(
                      cidr(arguments, arguments.text(0))
                          .contains(cidrOrAddress(arguments, arguments.text(1))))),
          pure(
              "net.cidr_overlap",
              2,
              arguments ->
                  RegoBoolean.of(
                      cidr(arguments, arguments.text(0))
                          .contains(cidrOrAddress(arguments, arguments.text(1))))),
          pure(
              "net.cidr_intersects",
              2,
              arguments -> {
                Range one = cidr(arguments, arguments.text(0));
                Range other = cidr(arguments, arguments.text(1));
                return RegoBoolean.of(one.contains(other) || other.contains(one));
              }),
          pure(
              "net.cidr_is_valid",
              1,
              arguments ->
                  RegoBoolean.of(
                      arguments.value(0) instanceof RegoString text && parse(text.text()) != null)),
          pure("net.cidr_contains_matches", 2, Networks::matches),
          pure("net.cidr_merge", 1, Networks::merge),
          pure("net.cidr_expand", 1, Networks::expand));

  private Networks() {}

  /// Is a range of addresses.
  ///
  /// @param bits 32 or 128
  private record Range(BigInteger first, int prefix, int bits) {
    BigInteger last() {
      return first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
    }

    boolean contains(Range other) {
      return bits == other.bits
          && first.compareTo(other.first) <= 0
          && last().compareTo(other.last()) >= 0;
    }
  }

  static boolean isAddress(String text) {
    return address(text) != null;
  }

  private static byte @Nullable [] address(String text) {
    boolean four = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    boolean six = text.contains(":") && text.matches("[0-9a-fA-F:.]+");
    if (!four && !six) {
      return null;
    }
    if (four) {
      for (String part : text.split("\\.", -1)) {
        if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
          return null;
        }
      }
    }
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Range parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = slash < 0 ? null : address(text.substring(0, slash));
    String prefix = text.substring(slash + 1);
    if (address == null || !prefix.matches("\\d{1,3}")) {
      return null;
    }
    int bits = address.length * 8;
    int length = Integer.parseInt(prefix);
    if (length > bits) {
      return null;
    }
    BigInteger first = new BigInteger(1, address);
    return new Range(first.shiftRight(bits - length).shiftLeft(bits - length), length, bits);
  }

  private static Range cidr(Arguments arguments, String text) {
    Range range = parse(text);
    if (range == null) {
      throw arguments.failure("invalid CIDR address: " + text);
    }
    return range;
  }

  private static Range cidrOrAddress(Arguments arguments, String text) {
    byte[] address = address(text);
    if (address == null) {
      return cidr(arguments, text);
    }
    return new Range(new BigInteger(1, address), address.length * 8, address.length * 8);
  }

  /// Takes an address without a prefix for the network of the class that it once belonged to.
  private static Range classful(Arguments arguments, String text) {
    byte[] address = address(text);
    if (address == null) {
      return cidr(arguments, text);
    }
    if (address.length > 4) {
      throw arguments.failure("IPv6 invalid: needs prefix length");
    }
    int first = Byte.toUnsignedInt(address[0]);
    return cidr(arguments, text + (first < 128 ? "/8" : first < 192 ? "/16" : "/24"));
  }

  private static Value matches(Arguments arguments) {
    List<Value> found = new ArrayList<>();
    each(
        arguments,
        0,
        (leftKey, left) ->
            each(
                arguments,
                1,
                (rightKey, right) -> {
                  Budget.keep(found.size());
                  if (cidr(arguments, left).contains(cidrOrAddress(arguments, right))) {
                    found.add(RegoArray.of(leftKey, rightKey));
                  }
                }));
    return RegoSet.of(found);
  }

  private static void each(Arguments arguments, int place, BiConsumer<Value, String> take) {
    switch (arguments.value(place)) {
      case RegoString text -> take.accept(text, text.text());
      case RegoArray array -> {
        for (int i = 0; i < array.size(); i++) {
          take.accept(RegoNumber.of(i), range(arguments, place, array.get(i)));
        }
      }
      case RegoSet set -> set.forEach(value -> take.accept(value, range(arguments, place, value)));
      case RegoObject object ->
          object.keys().forEach(key -> take.accept(key, range(arguments, place, object.at(key))));
      default -> throw arguments.wrongType(place, "one of {string, array, object, set}");
    }
  }

  private static String range(Arguments arguments, int place, Value value) {
    if (value instanceof RegoString text) {
      return text.text();
    }
    if (value instanceof RegoArray array
        && array.size() > 0
        && array.get(0) instanceof RegoString text) {
      return text.text();
    }
    throw arguments.failure(
        "operand %d: element must be string or non-empty array".formatted(place + 1));
  }

  private static Value merge(Arguments arguments) {
    List<Range> ranges = new ArrayList<>();
    for (Value value : arguments.elements(0)) {
      if (!(value instanceof RegoString text)) {
        throw arguments.ofType("operand must be an array of strings");
      }
      ranges.add(classful(arguments, text.text()));
    }
    ranges.sort(
        Comparator.comparingInt(Range::bits)
            .thenComparing(Range::first)
            .thenComparingInt(Range::prefix));
    List<Range> merged = new ArrayList<>();
    for (Range range : ranges) {
      Range next = range;
      if (!merged.isEmpty() && merged.getLast().contains(next)) {
        continue;
      }
      merged.add(next);
      while (merged.size() > 1 && joined(merged)) {
        next = merged.getLast();
      }
    }
    return RegoSet.of(merged.stream().map(range -> new RegoString(shown(range))).toList());
  }

  /// Makes one of the last two where they are two halves.
  private static boolean joined(List<Range> ranges) {
    Range right = ranges.getLast();
    Range left = ranges.get(ranges.size() - 2);
    boolean halves =
        left.bits() == right.bits()
            && left.prefix() == right.prefix()
            && left.prefix() > 0
            && left.last().add(BigInteger.ONE).equals(right.first())
            && !left.first().testBit(left.bits() - left.prefix());
    if (halves) {
      ranges.removeLast();
      ranges.removeLast();
      ranges.add(new Range(left.first(), left.prefix() - 1, left.bits()));
    }
    return halves;
  }

  private static String shown(Range range) {
    return text(range.first(), range.bits()) + "/" + range.prefix();
  }

  private static String text(BigInteger address, int bits) {
    byte[] bytes = new byte[bits / 8];
    byte[] magnitude = address.toByteArray();
    int length = Math.min(magnitude.length, bytes.length);
    System.arraycopy(magnitude, magnitude.length - length, bytes, bytes.length - length, length);
    try {
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      return bits == 32 ? text : shortened(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has four or sixteen bytes", e);
    }
  }

  /// Leaves out the longest row of zeros, as RFC 5952 wants.
  private static String shortened(String text) {
    String[] parts = text.split(":", -1);
    int best = -1;
    int length = 1;
    for (int i = 0; i < parts.length; i++) {
      int end = i;
      while (end < parts.length && parts[end].equals("0")) {
        end++;
      }
      if (end - i > length) {
        best = i;
        length = end - i;
      }
    }
    if (best < 0) {
      return text;
    }
    return String.join(":", List.of(parts).subList(0, best))
        + "::"
        + String.join(":", List.of(parts).subList(best + length, parts.length));
  }

  private static Value expand(Arguments arguments) {
    Range range = cidr(arguments, arguments.text(0));
    int bits = range.bits() - range.prefix();
    Budget.make(bits >= Long.SIZE - 1 ? Long.MAX_VALUE : 1L << bits);
    int count = 1 << bits;
    List<Value> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(new RegoString(text(range.first().add(BigInteger.valueOf(i)), range.bits())));
    }
    return RegoSet.of(addresses);
  }
}
