package dev.lockstep.sql;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Splits scripts for SQL Server into the batches that `GO` lines separate, as `sqlcmd` does.
///
/// *Shape*: one statement is one batch, because T-SQL needs nothing between its statements and a
/// batch is what the server compiles. `kind` tells of its first statement, the traits of all. A
/// command of `sqlcmd` (`:r`, `!!`) becomes a statement with the trait `CLIENT_COMMAND`.
///
/// *Errors*: also `CHANGE_FILE` for `GO` with a count other than 1, which repeats a batch.
///
/// *Source*: Microsoft SQL documentation, "SQL Server Utilities Statements - GO", "sqlcmd Utility".
public final class SqlServerSplitter implements Splitter {
  private final Set<LexicalFeature> features =
      Collections.unmodifiableSet(
          EnumSet.of(
              LexicalFeature.NESTED_COMMENTS,
              LexicalFeature.DOUBLED_BRACKET_NAMES,
              LexicalFeature.AT_VARIABLES,
              LexicalFeature.HASH_LETTERS));
  private final Classifier classifier = new SqlServerClassifier();
  private final HeadReader heads =
      HeadReader.of(features, Names.Folding.AS_WRITTEN, AlterTableReader.Indexes.SEPARATE);

  @Override
  public List<CommentLine> comments(String script) {
    return Comments.of(script, features);
  }

  @Override
  public List<SqlStatement> split(String script) {
    return new Script(script, features, classifier).split();
  }

  /// Knows definitions that have a batch to themselves; another batch may hold further statements.
  @Override
  public Optional<StatementHead> head(SqlStatement statement) {
    return heads
        .read(statement)
        .filter(head -> !head.verb().equals("DROP"))
        .filter(head -> SqlServerClassifier.STORED.contains(head.objectKind()));
  }

  /// Is the splitting of one script.
  private static final class Script {
    private final String text;
    private final Scanner scanner;
    private final Pieces pieces;

    Script(String text, Set<LexicalFeature> features, Classifier classifier) {
      this.text = text;
      this.scanner = Scanner.ofScript(text, features);
      this.pieces = new Pieces(text, features, classifier);
    }

    List<SqlStatement> split() {
      while (scanner.next()) {
        if (isGo()) {
          pieces.close();
          scanner.skipTo(scanner.endOfLine(scanner.end()));
        } else if (isCommand()) {
          int end = scanner.endOfLine(scanner.start());
          pieces.addClientCommand(scanner.start(), end);
          scanner.skipTo(end);
        } else if (pieces.open() || scanner.kind() != TokenKind.TERMINATOR) {
          pieces.extend(scanner);
        }
      }
      return pieces.finish();
    }

    private boolean isGo() {
      if (!scanner.isWord("GO") || !scanner.startsLine()) {
        return false;
      }
      String rest = text.substring(scanner.end(), scanner.endOfLine(scanner.end()));
      int comment = rest.indexOf("--");
      String count = (comment < 0 ? rest : rest.substring(0, comment)).strip();
      if (!count.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
      if (!count.isEmpty() && !count.equals("1")) {
        refuseCount();
      }
      return true;
    }

    private void refuseCount() {
      Position at = new Lines(text).at(scanner.start());
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "GO at line %d, column %d has a count; a batch is run exactly once."
              .formatted(at.line(), at.column()),
          "Write the batch as often as it shall run, or use a WHILE loop.");
    }

    /// `:name` and `!!` at the start of a line are for `sqlcmd`; `::` calls a static method.
    private boolean isCommand() {
      int next = scanner.end();
      boolean colon =
          scanner.isSymbol(':') && next < text.length() && Character.isLetter(text.charAt(next));
      return (colon || (scanner.isSymbol('!') && text.startsWith("!", next)))
          && scanner.startsLine();
    }
  }
}
