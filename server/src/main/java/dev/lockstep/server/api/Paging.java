package dev.lockstep.server.api;

import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Says which page of a list is wanted.
///
/// @param after what the last of the page before is ordered by; empty for the first page
record Paging(int limit, String after) {
  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";
  private static final int USUAL = 100;
  private static final int MOST = 500;

  static Paging of(Call call) {
    return new Paging(limit(call.query(LIMIT)), after(call.query(CURSOR)));
  }

  private static int limit(String text) {
    try {
      int limit = text.isEmpty() ? USUAL : Integer.parseInt(text);
      if (limit > 0 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw Problem.badRequest("The limit is a number from 1 to " + MOST + ".", "Mend it.");
  }

  private static String after(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      throw Problem.badRequest(
          "This cursor is none of this list.", "Send what the page before gave as next.");
    }
  }

  static String cursor(String after) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(after.getBytes(StandardCharsets.UTF_8));
  }
}
