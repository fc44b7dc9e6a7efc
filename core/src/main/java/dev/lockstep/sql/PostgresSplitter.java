package dev.lockstep.sql;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Splits scripts for PostgreSQL and the databases that speak its language, as `psql` does.
///
/// *Shape*: a `;` within parentheses (`CREATE RULE … DO (a; b)`) or within the `BEGIN ATOMIC … END`
/// of a routine does not end a statement. A backslash command of `psql` becomes a statement with
/// the trait `CLIENT_COMMAND`; the rows behind `COPY … FROM stdin` become its inline data.
///
/// *Errors*: also `CHANGE_FILE` when something follows `COPY … FROM stdin;` on its line.
///
/// *Source*: PostgreSQL 12 to 18, documentation chapters "Lexical Structure", "psql" and "COPY".
public final class PostgresSplitter implements Splitter {
  private final Set<LexicalFeature> features =
      Collections.unmodifiableSet(
          EnumSet.of(
              LexicalFeature.TAGGED_DOLLAR_QUOTES,
              LexicalFeature.NESTED_COMMENTS,
              LexicalFeature.ESCAPE_STRINGS));
  private final Classifier classifier = new PostgresClassifier();
  private final HeadReader heads =
      HeadReader.of(features, Names.Folding.LOWER, AlterTableReader.Indexes.SEPARATE);

  @Override
  public List<CommentLine> comments(String script) {
    return Comments.of(withoutData(script), features);
  }

  /// Puts spaces in the place of rows behind `COPY … FROM stdin`, which are none of its tokens.
  private String withoutData(String script) {
    Script read = new Script(script, features, new Pieces(script, features, classifier, _ -> {}));
    try {
      read.split();
    } catch (LockstepException unfinished) {
      // What is before the place where it cannot be read counts.
    }
    if (read.data.isEmpty()) {
      return script;
    }
    char[] text = script.toCharArray();
    for (int at = read.data.nextSetBit(0); at >= 0; at = read.data.nextSetBit(at + 1)) {
      text[at] = text[at] == '\n' || text[at] == '\r' ? text[at] : ' ';
    }
    return new String(text);
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
    private final Set<LexicalFeature> features;
    private final Scanner scanner;
    private final Pieces pieces;

    /// The places of inline data.
    private final BitSet data = new BitSet();

    private Head head = Head.NOTHING;
    private int parentheses;
    private int atomicDepth;
    private boolean afterDot;
    private boolean afterFrom;
    private boolean copyIn;
    private Setting setting = Setting.NONE;

    Script(String text, Set<LexicalFeature> features, Pieces pieces) {
      this.text = text;
      this.features = features;
      this.scanner = Scanner.ofScript(text, features);
      this.pieces = pieces;
    }

    void split() {
      while (scanner.next()) {
        if (scanner.kind() == TokenKind.TERMINATOR && parentheses == 0 && atomicDepth == 0) {
          endStatement();
        } else if (scanner.isSymbol('\\')) {
          backslash();
        } else {
          token();
        }
      }
      if (copyIn) {
        pieces.close("");
      }
      pieces.close();
    }

    private void token() {
      pieces.extend(scanner);
      boolean dot = afterDot;
      afterDot = scanner.isSymbol('.');
      if (scanner.kind() == TokenKind.WORD && !dot) {
        word();
        return;
      }
      afterFrom = false;
      if (scanner.isSymbol('(')) {
        parentheses++;
      } else if (scanner.isSymbol(')') && parentheses > 0) {
        parentheses--;
      }
      if (setting == Setting.STANDARD_STRINGS) {
        readSettingValue();
      }
      if (head == Head.NOTHING || head == Head.CREATE) {
        head = Head.OTHER;
      }
    }

    private void word() {
      head = head.next(scanner);
      if (head == Head.ROUTINE && parentheses == 0) {
        countAtomic();
      } else if (head == Head.COPY && parentheses == 0) {
        copyIn |= afterFrom && (scanner.isWord("STDIN") || scanner.isWord("STDOUT"));
        afterFrom = scanner.isWord("FROM");
      } else if (head == Head.SET) {
        readSetting();
      }
    }

    /// Only the first BEGIN of a routine opens a body; names such as `case` count within it alone.
    private void countAtomic() {
      if (scanner.isWord("BEGIN")) {
        atomicDepth++;
      } else if (atomicDepth > 0 && scanner.isWord("CASE")) {
        atomicDepth++;
      } else if (atomicDepth > 0 && scanner.isWord("END")) {
        atomicDepth--;
      }
    }

    private void readSetting() {
      if (scanner.isWord("STANDARD_CONFORMING_STRINGS")) {
        setting = Setting.STANDARD_STRINGS;
      } else if (setting == Setting.STANDARD_STRINGS && !scanner.isWord("TO")) {
        readStandardStrings(scanner.text());
      }
    }

    private void readSettingValue() {
      switch (scanner.kind()) {
        case STRING -> readStandardStrings(scanner.text().substring(1));
        case NUMBER -> readStandardStrings(scanner.text());
        case WORD, QUOTED_NAME, PARAMETER, SYMBOL, TERMINATOR, CODE_MARK, END -> {}
      }
    }

    private void readStandardStrings(String value) {
      boolean off =
          "0fFnN".indexOf(value.charAt(0)) >= 0 || value.regionMatches(true, 0, "of", 0, 2);
      setting = off ? Setting.TURNED_OFF : Setting.TURNED_ON;
    }

    private void endStatement() {
      if (copyIn) {
        takeData();
      } else {
        pieces.close();
      }
      switch (setting) {
        case TURNED_ON -> scanner.backslashEscapes(false);
        case TURNED_OFF -> scanner.backslashEscapes(true);
        case NONE, STANDARD_STRINGS -> {}
      }
      reset();
    }

    private void reset() {
      head = Head.NOTHING;
      parentheses = 0;
      atomicDepth = 0;
      afterDot = false;
      afterFrom = false;
      copyIn = false;
      setting = Setting.NONE;
    }

    /// Takes the lines behind the statement's own up to `\.` or the end of the script.
    private void takeData() {
      int endOfLine = scanner.endOfLine(scanner.end());
      if (Scanner.ofPart(text, scanner.end(), endOfLine, features).next()) {
        refuseNeighbour();
      }
      int from = nextLine(endOfLine);
      int line = from;
      while (line < text.length()) {
        int end = scanner.endOfLine(line);
        if (end == line + 2 && text.startsWith("\\.", line)) {
          data.set(from, line);
          pieces.close(text.substring(from, line));
          scanner.skipTo(end);
          return;
        }
        line = nextLine(end);
      }
      data.set(Math.min(from, text.length()), text.length());
      pieces.close(text.substring(Math.min(from, text.length())));
      scanner.skipTo(text.length());
    }

    /// What follows on the line would run behind the data, which nobody expects who reads it.
    private void refuseNeighbour() {
      Position at = new Lines(text).at(scanner.end());
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "Something follows COPY … FROM stdin at line %d, column %d, but its data begin on the next line."
              .formatted(at.line(), at.column()),
          "Move it to a line of its own behind the data.");
    }

    private int nextLine(int endOfLine) {
      return text.startsWith("\r\n", endOfLine)
          ? endOfLine + 2
          : Math.min(endOfLine + 1, text.length());
    }

    /// `\;` keeps a statement together; every other command of `psql` ends it.
    private void backslash() {
      if (text.startsWith("\\;", scanner.start())) {
        pieces.extend(scanner);
        scanner.skipTo(scanner.end() + 1);
        return;
      }
      int start = scanner.start();
      int end = scanner.endOfLine(start);
      pieces.addClientCommand(start, end);
      scanner.skipTo(end);
      reset();
    }
  }

  /// Says what the words so far have begun.
  private enum Head {
    NOTHING,
    CREATE,
    ROUTINE,
    COPY,
    SET,
    OTHER;

    Head next(Scanner word) {
      return switch (this) {
        case NOTHING -> first(word);
        case CREATE ->
            word.isWord("FUNCTION") || word.isWord("PROCEDURE")
                ? ROUTINE
                : word.isWord("OR") || word.isWord("REPLACE") ? CREATE : OTHER;
        case ROUTINE, COPY, SET, OTHER -> this;
      };
    }

    private static Head first(Scanner word) {
      return word.isWord("CREATE")
          ? CREATE
          : word.isWord("COPY") ? COPY : word.isWord("SET") ? SET : OTHER;
    }
  }

  /// Follows a `SET standard_conforming_strings`, which changes how the rest is to be read.
  private enum Setting {
    NONE,
    STANDARD_STRINGS,
    TURNED_ON,
    TURNED_OFF
  }
}
