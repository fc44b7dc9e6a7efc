package dev.lockstep.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Splits scripts for SQLite, as its shell does.
///
/// *Shape*: a trigger's statements stay with it; it ends at the `END` behind a `;`. A dot command
/// of the shell becomes a statement with the trait `CLIENT_COMMAND`.
///
/// *Source*: SQLite documentation, `sqlite3_complete` and "Command Line Shell".
public final class SqliteSplitter implements Splitter {
  private final Set<LexicalFeature> features =
      Collections.unmodifiableSet(
          EnumSet.of(
              LexicalFeature.BACKTICK_NAMES,
              LexicalFeature.BRACKET_NAMES,
              LexicalFeature.AT_VARIABLES));
  private final Classifier classifier = new SqliteClassifier();
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

  @Override
  public Optional<StatementHead> head(SqlStatement statement) {
    return heads.read(statement);
  }

  /// Is the splitting of one script.
  private static final class Script {
    private final Scanner scanner;
    private final Pieces pieces;
    private Phase phase = Phase.START;

    Script(String text, Set<LexicalFeature> features, Classifier classifier) {
      this.scanner = Scanner.ofScript(text, features);
      this.pieces = new Pieces(text, features, classifier);
    }

    List<SqlStatement> split() {
      while (scanner.next()) {
        if (!pieces.open() && scanner.isSymbol('.') && scanner.startsLine()) {
          int end = scanner.endOfLine(scanner.start());
          pieces.addClientCommand(scanner.start(), end);
          scanner.skipTo(end);
        } else if (scanner.kind() == TokenKind.TERMINATOR && !phase.inTrigger()) {
          pieces.close();
          phase = Phase.START;
        } else {
          phase = phase.next(scanner);
          pieces.extend(scanner);
        }
      }
      return pieces.finish();
    }
  }

  /// Follows a statement far enough to tell a trigger's end.
  private enum Phase {
    START,
    CREATE,
    PLAIN,
    TRIGGER,
    /// In a trigger, behind a `;`.
    TRIGGER_STATEMENT_OVER,
    /// In a trigger, behind the END that closes it.
    TRIGGER_OVER;

    boolean inTrigger() {
      return this == TRIGGER || this == TRIGGER_STATEMENT_OVER;
    }

    Phase next(Scanner token) {
      return switch (this) {
        case START -> token.isWord("CREATE") ? CREATE : token.isWord("EXPLAIN") ? START : PLAIN;
        case CREATE ->
            token.isWord("TRIGGER")
                ? TRIGGER
                : token.isWord("TEMP") || token.isWord("TEMPORARY") ? CREATE : PLAIN;
        case PLAIN -> PLAIN;
        case TRIGGER -> token.kind() == TokenKind.TERMINATOR ? TRIGGER_STATEMENT_OVER : TRIGGER;
        case TRIGGER_STATEMENT_OVER ->
            token.isWord("END")
                ? TRIGGER_OVER
                : token.kind() == TokenKind.TERMINATOR ? TRIGGER_STATEMENT_OVER : TRIGGER;
        case TRIGGER_OVER -> TRIGGER;
      };
    }
  }
}
