package dev.lockstep.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Splits scripts for MySQL and MariaDB, as their command line clients do.
///
/// *Shape*: `DELIMITER` lines are obeyed and left out. Where `;` is the delimiter, the body of a
/// routine, trigger or event stays together although no client would manage that. `USE` at the
/// start of a line ends with that line. What stands in `/*! … */` is code. A command of the client
/// (`source`, `\.`) becomes a statement with the trait `CLIENT_COMMAND`.
///
/// *Source*: MySQL 8.4 manual, "mysql Client Commands", "Comments"; MariaDB, "Comment Syntax".
public final class MySqlSplitter implements Splitter {
  private final Set<LexicalFeature> features =
      Collections.unmodifiableSet(
          EnumSet.of(
              LexicalFeature.BACKSLASH_ESCAPES,
              LexicalFeature.HASH_COMMENTS,
              LexicalFeature.SPACED_DASH_COMMENTS,
              LexicalFeature.EXECUTABLE_COMMENTS,
              LexicalFeature.DOUBLE_QUOTED_STRINGS,
              LexicalFeature.BACKTICK_NAMES,
              LexicalFeature.AT_VARIABLES));
  private final Classifier classifier = new MySqlClassifier();
  private final HeadReader heads =
      HeadReader.of(features, Names.Folding.AS_WRITTEN, AlterTableReader.Indexes.PART_OF_TABLE);

  @Override
  public List<CommentLine> comments(String script) {
    return Comments.of(script, features);
  }

  @Override
  public List<SqlStatement> split(String script) {
    List<SqlStatement> statements = new ArrayList<>();
    split(script, statements::add);
    return List.copyOf(statements);
  }

  @Override
  public void split(String script, Consumer<SqlStatement> taker) {
    new Script(script, features, new Pieces(script, features, classifier, taker)).split();
  }

  @Override
  public Optional<StatementHead> head(SqlStatement statement) {
    return heads.read(statement);
  }

  /// Is the splitting of one script.
  private static final class Script {
    private final String text;
    private final Scanner scanner;
    private final Pieces pieces;
    private final RoutineBody body = new RoutineBody();
    private Setting setting = Setting.NONE;

    /// where a USE that needs no delimiter ends
    private int useLineEnd = Integer.MAX_VALUE;

    Script(String text, Set<LexicalFeature> features, Pieces pieces) {
      this.text = text;
      this.scanner = Scanner.ofScript(text, features);
      this.pieces = pieces;
    }

    void split() {
      while (scanner.next()) {
        if (scanner.start() > useLineEnd && pieces.open()) {
          endStatement();
        }
        if (scanner.kind() == TokenKind.TERMINATOR && !scanner.insideCode()) {
          terminator();
        } else if (scanner.isSymbol('\\')) {
          backslash();
        } else if (!pieces.open() && scanner.kind() == TokenKind.WORD && isClientCommand()) {
          clientCommand();
        } else {
          boolean first = !pieces.open();
          if (first && scanner.isWord("USE") && scanner.startsLine()) {
            useLineEnd = scanner.endOfLine(scanner.end());
          }
          pieces.extend(scanner);
          body.token(scanner);
          readSetting(first);
        }
      }
      pieces.close();
    }

    private void terminator() {
      if (body.inside() && scanner.delimiter().equals(";")) {
        pieces.extend(scanner);
        body.terminator();
      } else {
        endStatement();
      }
    }

    private void endStatement() {
      pieces.close();
      body.reset();
      useLineEnd = Integer.MAX_VALUE;
      switch (setting) {
        case MODE_WITHOUT_ESCAPES -> scanner.backslashEscapes(false);
        case MODE_WITH_ESCAPES -> scanner.backslashEscapes(true);
        case NONE, SET, MODE -> {}
      }
      setting = Setting.NONE;
    }

    /// `\g` and `\G` end a statement; every other command takes the rest of its line.
    private void backslash() {
      int start = scanner.start();
      if (pieces.open() && (text.startsWith("\\g", start) || text.startsWith("\\G", start))) {
        scanner.skipTo(start + 2);
        endStatement();
        return;
      }
      int end = scanner.endOfLine(start);
      pieces.addClientCommand(start, end);
      scanner.skipTo(end);
      body.reset();
      setting = Setting.NONE;
      useLineEnd = Integer.MAX_VALUE;
    }

    private boolean isClientCommand() {
      return scanner.startsLine()
          && (scanner.isWord("DELIMITER")
              || scanner.isWord("SOURCE")
              || scanner.isWord("SYSTEM")
              || scanner.isWord("CONNECT")
              || scanner.isWord("TEE")
              || scanner.isWord("NOTEE")
              || scanner.isWord("PAGER")
              || scanner.isWord("NOPAGER")
              || scanner.isWord("PROMPT")
              || scanner.isWord("CHARSET")
              || scanner.isWord("REHASH")
              || scanner.isWord("STATUS")
              || scanner.isWord("WARNINGS")
              || scanner.isWord("NOWARNING")
              || scanner.isWord("EXIT")
              || scanner.isWord("QUIT"));
    }

    private void clientCommand() {
      int end = scanner.endOfLine(scanner.end());
      String delimiter =
          scanner.isWord("DELIMITER") ? firstWord(text.substring(scanner.end(), end)) : "";
      if (delimiter.isEmpty()) {
        pieces.addClientCommand(scanner.start(), end);
      } else {
        scanner.endStatementsWith(delimiter);
      }
      scanner.skipTo(end);
    }

    private static String firstWord(String line) {
      String trimmed = line.strip();
      int end = 0;
      while (end < trimmed.length() && !Scanner.isSpace(trimmed.charAt(end))) {
        end++;
      }
      return trimmed.substring(0, end);
    }

    /// Follows `SET sql_mode = …`, since `NO_BACKSLASH_ESCAPES` changes how the rest is to be read.
    private void readSetting(boolean first) {
      TokenKind kind = scanner.kind();
      setting =
          switch (setting) {
            case NONE -> first && scanner.isWord("SET") ? Setting.SET : setting;
            case SET -> namesSqlMode() ? Setting.MODE : setting;
            case MODE, MODE_WITH_ESCAPES ->
                kind == TokenKind.STRING && scanner.text().contains("NO_BACKSLASH_ESCAPES")
                    ? Setting.MODE_WITHOUT_ESCAPES
                    : Setting.MODE_WITH_ESCAPES;
            case MODE_WITHOUT_ESCAPES -> setting;
          };
    }

    private boolean namesSqlMode() {
      int length = "SQL_MODE".length();
      return (scanner.kind() == TokenKind.WORD || scanner.kind() == TokenKind.PARAMETER)
          && scanner.end() - scanner.start() >= length
          && text.regionMatches(true, scanner.end() - length, "SQL_MODE", 0, length);
    }
  }

  /// Follows a change of `sql_mode`.
  private enum Setting {
    NONE,
    SET,
    MODE,
    MODE_WITH_ESCAPES,
    MODE_WITHOUT_ESCAPES
  }
}
