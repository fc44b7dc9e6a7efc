package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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

/// Works on times, in nanoseconds since 1970.
final class Times {
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int LONGEST_AMOUNT = 1_000;
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("ns", BigDecimal.ONE),
          Map.entry("us", BigDecimal.valueOf(1_000)),
          Map.entry("µs", BigDecimal.valueOf(1_000)),
          Map.entry("μs", BigDecimal.valueOf(1_000)),
          Map.entry("ms", BigDecimal.valueOf(1_000_000)),
          Map.entry("s", BigDecimal.valueOf(1_000_000_000L)),
          Map.entry("m", BigDecimal.valueOf(60_000_000_000L)),
          Map.entry("h", BigDecimal.valueOf(3_600_000_000_000L)),
          Map.entry("d", BigDecimal.valueOf(86_400_000_000_000L)),
          Map.entry("w", BigDecimal.valueOf(604_800_000_000_000L)),
          Map.entry("y", BigDecimal.valueOf(31_536_000_000_000_000L)));

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

  /// Reads `1h2.5s` as Go's `time.ParseDuration` does, with days, weeks and years beside.
  private static Value duration(Arguments arguments) {
    String text = arguments.text(0);
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return RegoNumber.ZERO;
    }
    Builtin.Failure invalid = arguments.failure("time: invalid duration " + new RegoString(text));
    if (at == text.length()) {
      throw invalid;
    }
    BigDecimal sum = BigDecimal.ZERO;
    while (at < text.length()) {
      int start = at;
      at = behindDigits(text, at);
      int digits = at - start;
      if (at < text.length() && text.charAt(at) == '.') {
        at = behindDigits(text, at + 1);
        digits = at - start - 1;
      }
      if (digits == 0) {
        throw invalid;
      }
      String amount = text.substring(start, at);
      int from = at;
      while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
        at++;
      }
      if (at == from) {
        throw arguments.failure("time: missing unit in duration " + new RegoString(text));
      }
      RegoString name = new RegoString(text.substring(from, at));
      BigDecimal unit = UNITS.get(name.text());
      if (unit == null) {
        throw arguments.failure(
            "time: unknown unit %s in duration %s".formatted(name, new RegoString(text)));
      }
      if (amount.length() > LONGEST_AMOUNT) {
        throw invalid;
      }
      BigDecimal part = new BigDecimal("0" + amount + (amount.endsWith(".") ? "0" : ""));
      sum = sum.add(part.multiply(unit).setScale(0, RoundingMode.DOWN));
      if (sum.compareTo(text.startsWith("-") ? LONGEST.add(BigDecimal.ONE) : LONGEST) > 0) {
        throw invalid;
      }
    }
    return RegoNumber.of(text.startsWith("-") ? sum.negate() : sum);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int behindDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
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
    int years = arguments.integer(1);
    int months = arguments.integer(2);
    int days = arguments.integer(3);
    try {
      LocalDateTime first = local.withDayOfMonth(1).plusYears(years).plusMonths(months);
      LocalDateTime moved = first.plusDays(local.getDayOfMonth() - 1L).plusDays(days);
      return nanos(arguments, moved.atZone(time.getZone()).toInstant());
    } catch (DateTimeException e) {
      throw arguments.failure("time outside of valid range");
    }
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
