package dev.lockstep.server.web;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Is a request as it came in, before anything is known of it.
///
/// @param path as it was sent, still encoded
/// @param headers gives the value of a header; null where there is none
/// @param body is read at most once
record Exchange(
    String method,
    String path,
    Map<String, String> query,
    Function<String, @Nullable String> headers,
    Body body) {
  /// Reads the body.
  interface Body {
    /// Returns at most some bytes.
    byte[] read(int most) throws IOException;
  }
}
