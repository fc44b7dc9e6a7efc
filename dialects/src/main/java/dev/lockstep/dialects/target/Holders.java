package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Fence.Holder;
import dev.lockstep.dialects.jdbc.HostileText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words who holds a fence.
public final class Holders {
  private static final Pattern LEADING_WORDS =
      Pattern.compile("\\s*([A-Za-z]+\\b(?:\\s+[A-Za-z]+\\b){0,2})");

  private static final Pattern SPACE = Pattern.compile("\\s+");

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

  /// Words what a session does: `session 7 has been idle for 3 s`.
  ///
  /// @param doing as words behind "has been"; null when the server does not tell
  public static String activity(long session, @Nullable String doing, @Nullable Long seconds) {
    String text = "session " + session;
    if (doing == null) {
      return text;
    }
    return text + " has been " + doing + (seconds == null ? "" : " for " + seconds + " s");
  }

  /// Makes a holder of the fence out of what the server tells.
  ///
  /// @param ending the statement that ends its session
  public static Holder of(
      String token,
      @Nullable Instant since,
      String activity,
      ClientProcess.Life client,
      String ending) {
    if (client != ClientProcess.Life.GONE) {
      return new Holder(token, since, activity, null);
    }
    return new Holder(
        token,
        since,
        activity + "; its program is gone, and the server works on for it",
        "Wait until that session has ended, or end it with "
            + ending
            + ", then deploy again: that goes on from there.");
  }

  /// Returns the leading words of a statement: what it does, without the values it may hold.
  public static String kind(String statement) {
    Matcher words = LEADING_WORDS.matcher(statement);
    return words.lookingAt()
        ? SPACE.matcher(words.group(1).toUpperCase(Locale.ROOT)).replaceAll(" ")
        : "a statement";
  }
}
