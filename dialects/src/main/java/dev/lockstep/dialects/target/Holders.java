package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.dialects.jdbc.HostileText;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words who holds a fence.
public final class Holders {
  private static final Pattern LEADING_WORDS =
      Pattern.compile("\\s*([A-Za-z]+(?:\\s+[A-Za-z]+){0,2})");

  private Holders() {}

  static String describe(Holder holder) {
    StringBuilder text = new StringBuilder(HostileText.clean(holder.token()));
    if (holder.since() != null) {
      text.append(" since ").append(holder.since().truncatedTo(ChronoUnit.SECONDS));
    }
    if (holder.activity() != null) {
      text.append(" (").append(HostileText.clean(holder.activity())).append(')');
    }
    return text.toString();
  }

  /// Returns the leading words of a statement: what it does, without the values it may hold.
  public static String kind(String statement) {
    Matcher words = LEADING_WORDS.matcher(statement);
    return words.lookingAt()
        ? words.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ")
        : "a statement";
  }
}
