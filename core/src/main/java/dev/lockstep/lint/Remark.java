package dev.lockstep.lint;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.sql.Position;
import org.jspecify.annotations.Nullable;

/// Is a finding without its place.
///
/// @param question as of [Finding]
record Remark(
    String rule,
    Severity severity,
    String message,
    @Nullable String suggestion,
    @Nullable Fix fix,
    @Nullable Remedy remedy,
    @Nullable String question) {

  /// Returns it as one of a file.
  ///
  /// @param offset where the statement begins that its fix is for
  Finding at(String file, Position start, Position end, int offset, boolean fixable) {
    Fix here =
        fix == null || !fixable
            ? null
            : new Fix(offset + fix.start(), offset + fix.end(), fix.replacement());
    return new Finding(
        rule, severity, file, start, end, message, suggestion, here, remedy, question);
  }
}
