package dev.lockstep.dialects.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Holds what all products' literals have in common.
public final class Literals {
  private Literals() {}

  /// Returns the text; a NUL would end it early in some servers and is refused by others.
  public static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character cannot be part of SQL text");
    }
    return text;
  }

  public static String number(Number number) {
    return switch (number) {
      case Byte whole -> whole.toString();
      case Short whole -> whole.toString();
      case Integer whole -> whole.toString();
      case Long whole -> whole.toString();
      case BigInteger whole -> whole.toString();
      case BigDecimal exact -> exact.toPlainString();
      case Double finite when Double.isFinite(finite) -> finite.toString();
      case Float finite when Float.isFinite(finite) -> finite.toString();
      default -> throw new IllegalArgumentException("no literal for the number " + number);
    };
  }

  /// Is what a product throws that cannot measure.
  public static IllegalArgumentException unmeasured() {
    return new IllegalArgumentException(
        "this product cannot tell the elapsed time; the caller measures it");
  }

  /// Writes a string as the SQL standard has it: a backslash is a backslash.
  public static String standardString(String text) {
    return "'" + withoutNul(text).replace("'", "''") + "'";
  }

  /// Writes a name as the SQL standard has it.
  public static String standardQuote(String identifier) {
    return '"' + withoutNul(identifier).replace("\"", "\"\"") + '"';
  }
}
