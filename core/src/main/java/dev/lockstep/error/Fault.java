package dev.lockstep.error;

import org.jspecify.annotations.Nullable;

/// Describes one thing that is wrong in a file or a history, where it stands and what to do.
///
/// *Shape*: `file` is relative to its repository and null when no file is meant; `line` and
/// `column` start at 1 and are 0 when unknown. Faults are collected so that a user sees all of them
/// at once.
///
/// @param rule stable short name of what was checked, for example `unknown-key` or
///   `checksum-changed`
public record Fault(
    String rule,
    @Nullable String file,
    int line,
    int column,
    String message,
    @Nullable String nextStep) {

  /// Returns `file:line:column: message` with the parts that are known.
  public String describe() {
    StringBuilder text = new StringBuilder();
    if (file != null) {
      // A name with a line end in it must not look like two lines of ours.
      text.append(file.replaceAll("\\p{Cntrl}", "?"));
      if (line > 0) {
        text.append(':').append(line);
        if (column > 0) {
          text.append(':').append(column);
        }
      }
      text.append(": ");
    }
    return text.append(message).toString();
  }
}
