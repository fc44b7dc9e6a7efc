package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works on times, in nanoseconds since 1970.
final class Times {
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
  private static final Pattern DURATION = Pattern.compile("(\\d*\\.?\\d*)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.valueOf(1_000),
          "µs", BigDecimal.valueOf(1_000),
          "μs", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", BigDecimal.valueOf(1_000_000_000L),
          "m", BigDecimal.valueOf(60_000_000_000L),
          "h", BigDecimal.valueOf(3_600_000_000_000L));

  static final List<Builtin> ALL =
      List.of(
          Builtin.situated("time.now_ns", 0, (_, around) -> RegoNumber.of(around.now())),
          pure(
              "time.parse_ns",
              2,
              arguments -> parsed(arguments, arguments.text(0), arguments.text(1))),
          pure(
              "time.parse_rfc3339_ns",
              1,
              arguments -> parsed(arguments, "RFC3339", arguments.text(0))),
          pure("time.parse_duration_ns", 1, Times::duration),
          pure("time.format", 1, Times::formatted),
          pure(
              "time.date",
              1,
              arguments -> {
                ZonedDateTime time = time(arguments, 0);
                return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
              }),
          pure(
              "time.clock",
              1,
              arguments -> {
                ZonedDateTime time = time(arguments, 0);
                return numbers(time.getHour(), time.getMinute(), time.getSecond());
              }),
          pure(
              "time.weekday",
              1,
              arguments ->
                  new RegoString(
                      time(arguments, 0)
                          .getDayOfWeek()
                          .getDisplayName(TextStyle.FULL, Locale.ENGLISH))),
          pure("time.add_date", 4, Times::added),
          pure("time.diff", 2, Times::between));

  private Times() {}

  private static Value numbers(long... numbers) {
    return new RegoArray(java.util.Arrays.stream(numbers).<Value>mapToObj(RegoNumber::of).toList());
  }

  private static Value nanos(Arguments arguments, Instant instant) {
    BigInteger nanos =
        BigInteger.valueOf(instant.getEpochSecond())
            .multiply(BILLION)
            .add(BigInteger.valueOf(instant.getNano()));
    if (nanos.bitLength() >= Long.SIZE) {
      throw arguments.failure("time outside of valid range");
    }
    return RegoNumber.of(nanos);
  }

  private static Value parsed(Arguments arguments, String layout, String text) {
    OffsetDateTime time;
    try {
      time = GoTime.parse(layout, text);
    } catch (DateTimeException e) {
      throw arguments.failure(String.valueOf(e.getMessage()));
    }
    return nanos(arguments, time.toInstant());
  }

  private static Value duration(Arguments arguments) {
    String text = arguments.text(0);
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return RegoNumber.ZERO;
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher matcher = DURATION.matcher(rest);
    int end = 0;
    while (matcher.find() && matcher.start() == end && matcher.group(1).matches(".*\\d.*")) {
      BigDecimal unit = UNITS.get(matcher.group(2));
      String amount = matcher.group(1);
      sum =
          sum.add(
              new BigDecimal(amount.endsWith(".") ? amount + "0" : amount)
                  .multiply(unit == null ? BigDecimal.ONE : unit));
      end = matcher.end();
    }
    if (end == 0 || end < rest.length()) {
      throw arguments.failure("time: invalid duration \"" + text + "\"");
    }
    BigInteger nanos = sum.toBigInteger();
    return RegoNumber.of(negative ? nanos.negate() : nanos);
  }

  private static Instant instant(Arguments arguments, Value value) {
    if (!(value instanceof RegoNumber number)) {
      throw arguments.ofType("operand 1 must be number but got " + value.typeName());
    }
    BigInteger nanos = number.integer();
    if (nanos.bitLength() >= Long.SIZE) {
      throw arguments.failure("timestamp too big");
    }
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos.longValue(), 1_000_000_000L),
        Math.floorMod(nanos.longValue(), 1_000_000_000L));
  }

  /// Reads a time, which may have the name of a time zone beside it.
  private static ZonedDateTime time(Arguments arguments, int place) {
    Value value = arguments.value(place);
    if (value instanceof RegoArray array) {
      if (array.size() < 2) {
        throw arguments.ofType(
            "operand %d must be either number (ns) or array of [number (ns), string (tz)] but got array"
                .formatted(place + 1));
      }
      if (!(array.get(1) instanceof RegoString zone)) {
        throw arguments.ofType("operand %d must be array of [number, string]".formatted(place + 1));
      }
      return instant(arguments, array.get(0)).atZone(zone(arguments, zone.text()));
    }
    if (!(value instanceof RegoNumber)) {
      throw arguments.ofType(
          "operand %d must be either number (ns) or array of [number (ns), string (tz)] but got %s"
              .formatted(place + 1, value.typeName()));
    }
    return instant(arguments, value).atZone(ZoneOffset.UTC);
  }

  private static ZoneId zone(Arguments arguments, String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      return ZoneId.systemDefault();
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw arguments.failure("unknown time zone " + name);
    }
  }

  private static Value formatted(Arguments arguments) {
    ZonedDateTime time = time(arguments, 0);
    String layout = "RFC3339Nano";
    if (arguments.value(0) instanceof RegoArray array && array.size() > 2) {
      if (!(array.get(2) instanceof RegoString text)) {
        throw arguments.ofType("operand 1 must be array of [number, string, string]");
      }
      layout = text.text();
    }
    return new RegoString(GoTime.format(time, layout));
  }

  private static Value added(Arguments arguments) {
    ZonedDateTime time = time(arguments, 0);
    LocalDateTime local = time.toLocalDateTime();
    // As in Go, days beyond the end of a month run into the next one.
    LocalDateTime first =
        local.withDayOfMonth(1).plusYears(arguments.integer(1)).plusMonths(arguments.integer(2));
    LocalDateTime moved = first.plusDays(local.getDayOfMonth() - 1L).plusDays(arguments.integer(3));
    return nanos(arguments, moved.atZone(time.getZone()).toInstant());
  }

  /// Counts years, months, days, hours, minutes and seconds between two times.
  private static Value between(Arguments arguments) {
    ZonedDateTime one = time(arguments, 0);
    ZonedDateTime other = time(arguments, 1).withZoneSameInstant(one.getZone());
    LocalDateTime from = one.isAfter(other) ? other.toLocalDateTime() : one.toLocalDateTime();
    LocalDateTime to = one.isAfter(other) ? one.toLocalDateTime() : other.toLocalDateTime();
    int year = to.getYear() - from.getYear();
    int month = to.getMonthValue() - from.getMonthValue();
    int day = to.getDayOfMonth() - from.getDayOfMonth();
    int hour = to.getHour() - from.getHour();
    int minute = to.getMinute() - from.getMinute();
    int second = to.getSecond() - from.getSecond();
    if (second < 0) {
      second += 60;
      minute--;
    }
    if (minute < 0) {
      minute += 60;
      hour--;
    }
    if (hour < 0) {
      hour += 24;
      day--;
    }
    if (day < 0) {
      day += from.toLocalDate().lengthOfMonth();
      month--;
    }
    if (month < 0) {
      month += 12;
      year--;
    }
    return numbers(year, month, day, hour, minute, second);
  }
}
