package dev.lockstep.migration;

import dev.lockstep.error.LockstepException;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Is one statement as it will be sent, after placeholders, with the place it came from.
///
/// @param notes what is worth knowing before it runs, in words
public record PlannedStatement(SqlStatement sql, SourceLocation source, List<String> notes) {
  public PlannedStatement {
    notes = List.copyOf(notes);
  }

  public PlannedStatement(SqlStatement sql, SourceLocation source) {
    this(sql, source, List.of());
  }

  /// Returns the same statement with something to know.
  public PlannedStatement noting(List<String> words) {
    return new PlannedStatement(sql, source, words);
  }

  /// Makes one out of a text that nobody wrote into a file; its traits are those of all its parts.
  /// A terminator and comments behind the last of them go: others may follow in the same message.
  public static PlannedStatement generated(String text, SourceLocation source, Splitter splitter) {
    Set<StatementTrait> traits = EnumSet.noneOf(StatementTrait.class);
    String kind = "";
    String sent = text;
    try {
      List<SqlStatement> parts = splitter.split(text);
      parts.forEach(part -> traits.addAll(part.traits()));
      if (!parts.isEmpty()) {
        kind = parts.getFirst().kind();
        sent =
            traits.contains(StatementTrait.INLINE_DATA)
                ? text
                : text.substring(0, parts.getLast().end().offset());
      }
    } catch (LockstepException unreadable) {
      // The server is the judge of what cannot be split.
      traits.clear();
    }
    // It is sent as it is, so nothing in it is data that stands beside the statement.
    traits.remove(StatementTrait.INLINE_DATA);
    return new PlannedStatement(
        new SqlStatement(sent, new Position(0, 1, 1), end(sent), kind, traits, null), source);
  }

  /// Returns eight characters that change with the statements' texts, to name a change that no file
  /// names.
  public static String shortHash(List<PlannedStatement> statements) {
    int hash = 0;
    for (PlannedStatement statement : statements) {
      hash = 31 * hash + statement.sql().text().hashCode();
    }
    return String.format(Locale.ROOT, "%08x", hash);
  }

  private static Position end(String text) {
    int lines = 1;
    int lineStart = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lines++;
      lineStart = at + 1;
    }
    return new Position(text.length(), lines, text.length() - lineStart + 1);
  }
}
