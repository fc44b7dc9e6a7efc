package dev.lockstep.lint;

import dev.lockstep.sql.Position;
import org.jspecify.annotations.Nullable;

/// Is something that a rule has to say about a place in a file.
///
/// @param rule its name
/// @param end behind the last character
/// @param message what happens, in one sentence
/// @param suggestion what to do instead; null where nothing better is known
/// @param fix what a machine can do about it in the file; null for none
/// @param remedy what a deployment can do about it; null for none
public record Finding(
    String rule,
    Severity severity,
    String file,
    Position start,
    Position end,
    String message,
    @Nullable String suggestion,
    @Nullable Fix fix,
    @Nullable Remedy remedy) {

  /// Returns the same for a file that must stay as it is.
  public Finding withoutFix() {
    return new Finding(rule, severity, file, start, end, message, suggestion, null, remedy);
  }

  /// Returns the same in a file by another path.
  public Finding at(String path) {
    return new Finding(rule, severity, path, start, end, message, suggestion, fix, remedy);
  }

  /// Replaces a part of the file.
  ///
  /// @param start in UTF-16 units from 0 within the file
  /// @param end likewise, behind the last one
  public record Fix(int start, int end, String replacement) {}
}
