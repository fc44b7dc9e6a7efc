package dev.lockstep.rego.builtin;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes and reads times as Go does: a layout is the second of January 2006, 15:04:05, seven hours
/// west of Greenwich, written as other times are to be.
///
/// *Source*: documentation of Go's package `time`.
final class GoTime {
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("ANSIC", "Mon Jan _2 15:04:05 2006"),
          Map.entry("UnixDate", "Mon Jan _2 15:04:05 MST 2006"),
          Map.entry("RubyDate", "Mon Jan 02 15:04:05 -0700 2006"),
          Map.entry("RFC822", "02 Jan 06 15:04 MST"),
          Map.entry("RFC822Z", "02 Jan 06 15:04 -0700"),
          Map.entry("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
          Map.entry("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"),
          Map.entry("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"),
          Map.entry("RFC3339", "2006-01-02T15:04:05Z07:00"),
          Map.entry("RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"));
  private static final List<String> PARTS =
      List.of(
          "January",
          "Jan",
          "Monday",
          "Mon",
          "MST",
          "2006",
          "__2",
          "_2006",
          "_2",
          "002",
          "02",
          "01",
          "03",
          "04",
          "05",
          "06",
          "15",
          "Z07:00:00",
          "Z070000",
          "Z07:00",
          "Z0700",
          "Z07",
          "-07:00:00",
          "-070000",
          "-07:00",
          "-0700",
          "-07",
          "PM",
          "pm",
          "1",
          "2",
          "3",
          "4",
          "5");
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final String layout;
  private int at;

  private GoTime(String layout) {
    this.layout = NAMED.getOrDefault(layout, layout);
  }

  /// Returns the next part of the layout; null for text that stands for itself.
  private @Nullable String part() {
    for (String part : PARTS) {
      if (layout.startsWith(part, at)
          && !part.equals("_2006")
          && !((part.equals("Jan") || part.equals("Mon")) && isLowercase(at + 3))) {
        return part;
      }
    }
    char c = layout.charAt(at);
    if ((c == '.' || c == ',') && at + 1 < layout.length()) {
      char digit = layout.charAt(at + 1);
      int end = at + 1;
      while (end < layout.length() && layout.charAt(end) == digit) {
        end++;
      }
      boolean ends = end >= layout.length() || !Character.isDigit(layout.charAt(end));
      if ((digit == '0' || digit == '9') && ends) {
        return layout.substring(at, end);
      }
    }
    return null;
  }

  private boolean isFraction() {
    String next = at < layout.length() ? part() : null;
    return next != null && ".,".indexOf(next.charAt(0)) >= 0;
  }

  private boolean isLowercase(int place) {
    return place < layout.length() && Character.isLowerCase(layout.charAt(place));
  }

  static String format(ZonedDateTime time, String layout) {
    GoTime reader = new GoTime(layout);
    StringBuilder out = new StringBuilder();
    while (reader.at < reader.layout.length()) {
      String part = reader.part();
      if (part == null) {
        out.append(reader.layout.charAt(reader.at++));
      } else {
        out.append(written(time, part));
        reader.at += part.length();
      }
    }
    return out.toString();
  }

  private static String written(ZonedDateTime time, String part) {
    return switch (part) {
      case "January" -> MONTHS.get(time.getMonthValue() - 1);
      case "Jan" -> MONTHS.get(time.getMonthValue() - 1).substring(0, 3);
      case "Monday" -> DAYS.get(time.getDayOfWeek().getValue() % 7);
      case "Mon" -> DAYS.get(time.getDayOfWeek().getValue() % 7).substring(0, 3);
      case "MST" -> zone(time);
      case "2006" -> "%04d".formatted(time.getYear());
      case "06" -> "%02d".formatted(time.getYear() % 100);
      case "01" -> "%02d".formatted(time.getMonthValue());
      case "1" -> String.valueOf(time.getMonthValue());
      case "02" -> "%02d".formatted(time.getDayOfMonth());
      case "_2" -> "%2d".formatted(time.getDayOfMonth());
      case "2" -> String.valueOf(time.getDayOfMonth());
      case "002" -> "%03d".formatted(time.getDayOfYear());
      case "__2" -> "%3d".formatted(time.getDayOfYear());
      case "15" -> "%02d".formatted(time.getHour());
      case "03" -> "%02d".formatted((time.getHour() + 11) % 12 + 1);
      case "3" -> String.valueOf((time.getHour() + 11) % 12 + 1);
      case "04" -> "%02d".formatted(time.getMinute());
      case "4" -> String.valueOf(time.getMinute());
      case "05" -> "%02d".formatted(time.getSecond());
      case "5" -> String.valueOf(time.getSecond());
      case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
      case "pm" -> time.getHour() >= 12 ? "pm" : "am";
      default ->
          part.charAt(0) == '.' || part.charAt(0) == ','
              ? fraction(time.getNano(), part)
              : offset(time.getOffset().getTotalSeconds(), part);
    };
  }

  private static String zone(ZonedDateTime time) {
    if (time.getOffset().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    String name = java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.US).format(time);
    return name.isEmpty() ? time.getZone().getDisplayName(TextStyle.SHORT, Locale.US) : name;
  }

  private static String fraction(int nanos, String part) {
    String digits = "%09d".formatted(nanos).substring(0, Math.min(9, part.length() - 1));
    if (part.charAt(1) == '9') {
      digits = digits.replaceFirst("0+$", "");
      return digits.isEmpty() ? "" : part.charAt(0) + digits;
    }
    return part.charAt(0) + digits;
  }

  private static String offset(int seconds, String part) {
    if (part.startsWith("Z") && seconds == 0) {
      return "Z";
    }
    int size = Math.abs(seconds);
    String colon = part.contains(":") ? ":" : "";
    String text = (seconds < 0 ? "-" : "+") + "%02d".formatted(size / 3600);
    int length = part.replace(":", "").length();
    if (length >= 5) {
      text += colon + "%02d".formatted(size / 60 % 60);
    }
    return length >= 7 ? text + colon + "%02d".formatted(size % 60) : text;
  }

  /// Is what has been read so far.
  private static final class Parsed {
    int year = 0;
    int month = 1;
    int day = 1;
    int dayOfYear = -1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int nano = 0;
    int afternoon = -1;
    ZoneOffset offset = ZoneOffset.UTC;
  }

  /// Reads a time.
  ///
  /// *Errors*: `DateTimeException`.
  static OffsetDateTime parse(String layout, String text) {
    GoTime reader = new GoTime(layout);
    Parsed parsed = new Parsed();
    int place = 0;
    while (reader.at < reader.layout.length()) {
      String part = reader.part();
      if (part == null) {
        if (place >= text.length() || text.charAt(place) != reader.layout.charAt(reader.at)) {
          throw mismatch(layout, text);
        }
        place++;
        reader.at++;
      } else {
        place = read(parsed, part, text, place, layout);
        reader.at += part.length();
        boolean seconds = part.equals("05") || part.equals("5");
        // A fraction of a second may follow although the layout has none.
        if (seconds && !reader.isFraction()) {
          place = fraction(parsed, text, place);
        }
      }
    }
    if (place < text.length()) {
      throw new DateTimeException("extra text: " + text.substring(place));
    }
    return time(parsed);
  }

  private static OffsetDateTime time(Parsed parsed) {
    int hour = parsed.hour;
    if (parsed.afternoon >= 0) {
      hour = hour % 12 + 12 * parsed.afternoon;
    }
    LocalDateTime time =
        LocalDateTime.of(
            parsed.year, parsed.month, parsed.day, hour, parsed.minute, parsed.second, parsed.nano);
    if (parsed.dayOfYear > 0) {
      time = time.withDayOfYear(parsed.dayOfYear);
    }
    return time.atOffset(parsed.offset);
  }

  private static DateTimeException mismatch(String layout, String text) {
    return new DateTimeException(
        "parsing time \"%s\" as \"%s\": cannot parse".formatted(text, layout));
  }

  private static int read(Parsed parsed, String part, String text, int start, String layout) {
    return switch (part) {
      case "January" -> month(parsed, text, start, layout, true);
      case "Jan" -> month(parsed, text, start, layout, false);
      case "Monday", "Mon" -> word(DAYS, text, start, layout, part.equals("Monday"))[1];
      case "MST" -> {
        int end = start;
        while (end < text.length() && Character.isUpperCase(text.charAt(end))) {
          end++;
        }
        if (end - start < 3) {
          throw mismatch(layout, text);
        }
        yield end;
      }
      case "PM", "pm" -> {
        String word = text.substring(start, Math.min(text.length(), start + 2));
        if (!word.equalsIgnoreCase("am") && !word.equalsIgnoreCase("pm")) {
          throw mismatch(layout, text);
        }
        parsed.afternoon = word.equalsIgnoreCase("pm") ? 1 : 0;
        yield start + 2;
      }
      default -> {
        if (part.charAt(0) == '.' || part.charAt(0) == ',') {
          yield fraction(parsed, text, start);
        }
        yield part.contains("07")
            ? offset(parsed, part, text, start, layout)
            : number(parsed, part, text, start, layout);
      }
    };
  }

  private static int month(Parsed parsed, String text, int start, String layout, boolean whole) {
    int[] found = word(MONTHS, text, start, layout, whole);
    parsed.month = found[0] + 1;
    return found[1];
  }

  private static int[] word(
      List<String> words, String text, int start, String layout, boolean whole) {
    for (int i = 0; i < words.size(); i++) {
      String word = whole ? words.get(i) : words.get(i).substring(0, 3);
      if (text.regionMatches(true, start, word, 0, word.length())) {
        return new int[] {i, start + word.length()};
      }
    }
    throw mismatch(layout, text);
  }

  private static int fraction(Parsed parsed, String text, int start) {
    int end = start;
    if (end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
      end++;
      int digits = end;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      if (end == digits) {
        return start;
      }
      String nanos = (text.substring(digits, end) + "000000000").substring(0, 9);
      parsed.nano = Integer.parseInt(nanos);
    }
    return end;
  }

  private static int offset(Parsed parsed, String part, String text, int start, String layout) {
    if (part.startsWith("Z") && start < text.length() && text.charAt(start) == 'Z') {
      return start + 1;
    }
    int end = start + part.replaceFirst("^Z", "-").length();
    if (end > text.length() || "+-".indexOf(text.charAt(start)) < 0) {
      throw mismatch(layout, text);
    }
    String digits = text.substring(start + 1, end).replace(":", "");
    try {
      int hours = Integer.parseInt(digits.substring(0, 2));
      int minutes = digits.length() >= 4 ? Integer.parseInt(digits.substring(2, 4)) : 0;
      int seconds = hours * 3600 + minutes * 60;
      parsed.offset = ZoneOffset.ofTotalSeconds(text.charAt(start) == '-' ? -seconds : seconds);
    } catch (NumberFormatException e) {
      throw mismatch(layout, text);
    }
    return end;
  }

  private static int number(Parsed parsed, String part, String text, int start, String layout) {
    int width =
        switch (part) {
          case "2006" -> 4;
          case "002", "__2" -> 3;
          default -> 2;
        };
    int begin = start;
    while (part.startsWith("_") && begin < text.length() && text.charAt(begin) == ' ') {
      begin++;
    }
    int end = begin;
    while (end < text.length() && end - begin < width && Character.isDigit(text.charAt(end))) {
      end++;
    }
    boolean exact = part.length() == width && !part.startsWith("_");
    if (end == begin || (exact && end - begin < width)) {
      throw mismatch(layout, text);
    }
    int number = Integer.parseInt(text.substring(begin, end));
    switch (part) {
      case "2006" -> parsed.year = number;
      case "06" -> parsed.year = number >= 69 ? 1900 + number : 2000 + number;
      case "01", "1" -> parsed.month = number;
      case "02", "_2", "2" -> parsed.day = number;
      case "002", "__2" -> parsed.dayOfYear = number;
      case "15", "03", "3" -> parsed.hour = number;
      case "04", "4" -> parsed.minute = number;
      default -> parsed.second = number;
    }
    return end;
  }
}
