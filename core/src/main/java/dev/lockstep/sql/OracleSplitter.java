package dev.lockstep.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Splits scripts for Oracle, as SQL*Plus does.
///
/// *Shape*: a SQL statement ends at `;` or at a line with nothing but `/`. A PL/SQL block or stored
/// unit ends at such a line only, and keeps its last `;`, which belongs to it. A `/` behind a
/// statement that has already ended is left out: SQL*Plus would run that statement again. A command
/// of SQL*Plus becomes a statement with the trait `CLIENT_COMMAND`; `REM` lines are comments.
///
/// *Source*: Oracle, "SQL*Plus User's Guide and Reference", chapter "SQL*Plus Basics".
public final class OracleSplitter implements Splitter {
  private final Set<LexicalFeature> features =
      Collections.unmodifiableSet(
          EnumSet.of(LexicalFeature.QUOTE_OPERATOR, LexicalFeature.HASH_LETTERS));
  private final Classifier classifier = new OracleClassifier();
  private final HeadReader heads =
      HeadReader.of(features, Names.Folding.UPPER, AlterTableReader.Indexes.SEPARATE);

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
    private static final Set<String> COMMANDS =
        Set.of(
            "ACCEPT",
            "BREAK",
            "BTITLE",
            "CLEAR",
            "COLUMN",
            "COMPUTE",
            "CONN",
            "CONNECT",
            "DEFINE",
            "DESC",
            "DESCRIBE",
            "DISCONNECT",
            "EXEC",
            "EXECUTE",
            "EXIT",
            "HOST",
            "PAUSE",
            "PRINT",
            "PROMPT",
            "QUIT",
            "SHOW",
            "SPOOL",
            "START",
            "TTITLE",
            "UNDEFINE",
            "VAR",
            "VARIABLE",
            "WHENEVER");
    private static final Set<String> SQL_SETTINGS =
        Set.of("ROLE", "TRANSACTION", "CONSTRAINT", "CONSTRAINTS");

    private final String text;
    private final Scanner scanner;
    private final Pieces pieces;
    private Unit unit = Unit.START;

    Script(String text, Set<LexicalFeature> features, Classifier classifier) {
      this.text = text;
      this.scanner = Scanner.ofScript(text, features);
      this.pieces = new Pieces(text, features, classifier);
    }

    List<SqlStatement> split() {
      while (scanner.next()) {
        boolean ends = scanner.kind() == TokenKind.TERMINATOR && unit != Unit.BLOCK;
        if (ends || isSlashLine()) {
          pieces.close();
          unit = Unit.START;
        } else if (!pieces.open() && scanner.startsLine() && passLine()) {
          unit = Unit.START;
        } else {
          unit = unit.next(scanner);
          pieces.extend(scanner);
        }
      }
      return pieces.finish();
    }

    private boolean isSlashLine() {
      return scanner.isSymbol('/') && scanner.startsLine() && restOfLine().isEmpty();
    }

    private String restOfLine() {
      return text.substring(scanner.end(), scanner.endOfLine(scanner.end())).strip();
    }

    /// Passes over a line that is no SQL: a remark or a command.
    private boolean passLine() {
      boolean remark = scanner.isWord("REM") || scanner.isWord("REMARK");
      if (!remark && !isCommand()) {
        return false;
      }
      int end = scanner.endOfLine(scanner.start());
      if (!remark) {
        pieces.addClientCommand(scanner.start(), end);
      }
      scanner.skipTo(end);
      return true;
    }

    private boolean isCommand() {
      if (scanner.isSymbol('@') || scanner.isSymbol('!')) {
        return true;
      }
      if (scanner.kind() != TokenKind.WORD) {
        return false;
      }
      if (scanner.isWord("SET")) {
        return !SQL_SETTINGS.contains(firstWord(restOfLine()));
      }
      return scanner.end() - scanner.start() <= 10 && COMMANDS.contains(upper(scanner.text()));
    }

    private static String firstWord(String line) {
      int end = 0;
      while (end < line.length() && Character.isLetter(line.charAt(end))) {
        end++;
      }
      return upper(line.substring(0, end));
    }

    private static String upper(String word) {
      return word.toUpperCase(Locale.ROOT);
    }
  }

  /// Tells PL/SQL from SQL by the first words.
  private enum Unit {
    START,
    CREATE,
    CREATE_TYPE,
    WITH,
    SQL,
    BLOCK;

    Unit next(Scanner token) {
      return switch (this) {
        case START -> first(token);
        case CREATE -> created(token);
        case CREATE_TYPE -> token.isWord("BODY") ? BLOCK : SQL;
        case WITH -> token.isWord("FUNCTION") || token.isWord("PROCEDURE") ? BLOCK : SQL;
        case SQL -> SQL;
        case BLOCK -> BLOCK;
      };
    }

    private static Unit first(Scanner token) {
      if (token.isWord("BEGIN") || token.isWord("DECLARE") || token.isSymbol('<')) {
        return BLOCK;
      }
      return token.isWord("CREATE") ? CREATE : token.isWord("WITH") ? WITH : SQL;
    }

    private static Unit created(Scanner token) {
      if (token.isWord("FUNCTION")
          || token.isWord("PROCEDURE")
          || token.isWord("PACKAGE")
          || token.isWord("TRIGGER")
          || token.isWord("JAVA")) {
        return BLOCK;
      }
      if (token.isWord("TYPE")) {
        return CREATE_TYPE;
      }
      boolean modifier =
          token.isWord("OR")
              || token.isWord("REPLACE")
              || token.isWord("AND")
              || token.isWord("RESOLVE")
              || token.isWord("COMPILE")
              || token.isWord("NOFORCE")
              || token.isWord("EDITIONABLE")
              || token.isWord("NONEDITIONABLE");
      return modifier ? CREATE : SQL;
    }
  }
}
