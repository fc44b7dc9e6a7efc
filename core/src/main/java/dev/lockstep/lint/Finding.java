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
/// @param question a query of names and numbers alone that returns a row of a database where the
///   finding comes true; null where there is nothing to ask
public record Finding(
    String rule,
    Severity severity,
    String file,
    Position start,
    Position end,
    String message,
    @Nullable String suggestion,
    @Nullable Fix fix,
    @Nullable Remedy remedy,
    @Nullable String question) {

  /// Returns the same as a database has answered its question.
  ///
  /// @param found whether such a row is there
  /// @param place where it was asked, for people
  public Finding answered(boolean found, String place) {
    String more = found ? " On %s there is such a row." : " On %s there is no such row now.";
    Severity known =
        severity != Severity.WARNING ? severity : found ? Severity.ERROR : Severity.NOTICE;
    return new Finding(
        rule,
        known,
        file,
        start,
        end,
        message + more.formatted(place),
        suggestion,
        fix,
        remedy,
        question);
  }

  /// Returns the same for a file that must stay as it is.
  public Finding withoutFix() {
    return new Finding(
        rule, severity, file, start, end, message, suggestion, null, remedy, question);
  }

  /// Returns the same in a file by another path.
  public Finding at(String path) {
    return new Finding(
        rule, severity, path, start, end, message, suggestion, fix, remedy, question);
  }

  /// Replaces a part of the file.
  ///
  /// @param start in UTF-16 units from 0 within the file
  /// @param end likewise, behind the last one
  public record Fix(int start, int end, String replacement) {}
}
