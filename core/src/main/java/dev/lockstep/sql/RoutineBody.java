package dev.lockstep.sql;

import java.util.BitSet;
import java.util.List;

/// Follows the compound statements of MySQL and MariaDB, so that a routine, trigger or event can be
/// told from its neighbours where no `DELIMITER` marks its end.
///
/// *Shape*: told every token of a script in order; [#reset] when a statement ends. Words count as
/// block keywords only where a statement can begin, because `IF`, `REPEAT`, `BEGIN` and `END` are
/// also functions and names.
///
/// *Source*: MySQL 8.4 manual, "Compound Statement Syntax"; MariaDB, "Programmatic and Compound
/// Statements".
final class RoutineBody {
  /// first words of statements that can be a body by themselves; IF is a mere modifier in them
  private static final List<String> SIMPLE_STATEMENTS =
      List.of(
          "SET",
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "REPLACE",
          "CALL",
          "RETURN",
          "WITH",
          "SIGNAL",
          "RESIGNAL",
          "ALTER",
          "CREATE",
          "DROP",
          "RENAME",
          "TRUNCATE",
          "ANALYZE",
          "OPTIMIZE",
          "REPAIR",
          "CHECK",
          "CHECKSUM",
          "DO",
          "EXECUTE",
          "PREPARE",
          "DEALLOCATE",
          "LOAD",
          "FLUSH",
          "RESET",
          "GRANT",
          "REVOKE",
          "SHOW",
          "EXPLAIN",
          "DESCRIBE",
          "HANDLER",
          "KILL",
          "COMMIT",
          "ROLLBACK",
          "START",
          "STOP",
          "VALUES");

  private Phase phase = Phase.FIRST_WORD;
  private int parentheses;
  private boolean function;
  private boolean afterDot;
  private boolean statementMayBegin;
  private boolean inHandler;
  private boolean handlerBodyMayBegin;
  private boolean afterEnd;
  private int depth;

  /// for each open block: whether END may stand anywhere in it (a CASE expression, UNTIL)
  private final BitSet expressions = new BitSet();

  /// Tells whether a `;` now lies within a compound statement.
  boolean inside() {
    return depth > 0;
  }

  void reset() {
    phase = Phase.FIRST_WORD;
    parentheses = 0;
    function = false;
    afterDot = false;
    statementMayBegin = false;
    inHandler = false;
    handlerBodyMayBegin = false;
    afterEnd = false;
    depth = 0;
    expressions.clear();
  }

  /// Notes a terminator within the body.
  void terminator() {
    statementMayBegin = true;
    inHandler = false;
    afterEnd = false;
    afterDot = false;
  }

  void token(Scanner token) {
    boolean dot = afterDot;
    afterDot = token.isSymbol('.');
    if (token.kind() == TokenKind.WORD && !dot) {
      word(token);
      return;
    }
    if (token.kind() == TokenKind.CODE_MARK) {
      return;
    }
    if (phase == Phase.FIRST_WORD) {
      phase = Phase.PLAIN;
    }
    afterEnd = false;
    if (token.isSymbol('(')) {
      parentheses++;
    } else if (token.isSymbol(')')) {
      closeParenthesis();
    }
    statementMayBegin = token.isSymbol(':');
    handlerBodyMayBegin =
        inHandler && (token.kind() == TokenKind.STRING || token.kind() == TokenKind.NUMBER);
  }

  private void closeParenthesis() {
    parentheses = Math.max(0, parentheses - 1);
    if (parentheses == 0 && phase == Phase.PARAMETERS) {
      phase = Phase.BEFORE_BODY;
    }
  }

  private void word(Scanner word) {
    switch (phase) {
      case FIRST_WORD -> firstWord(word);
      case CREATE -> objectWord(word);
      case BEFORE_ROW -> advanceAt(word, "ROW");
      case BEFORE_DO -> advanceAt(word, "DO");
      case BEFORE_BODY -> bodyWord(word);
      case BODY -> blockWord(word);
      case MAYBE_BLOCK -> maybeBlock(word);
      case PARAMETERS, PLAIN -> {}
    }
  }

  private void firstWord(Scanner word) {
    if (word.isWord("CREATE")) {
      phase = Phase.CREATE;
    } else if (word.isWord("BEGIN")) {
      phase = Phase.MAYBE_BLOCK;
    } else if (opensBlock(word) && !word.isWord("FOR")) {
      phase = Phase.BODY;
      statementMayBegin = true;
      blockWord(word);
    } else {
      phase = Phase.PLAIN;
    }
  }

  /// `BEGIN NOT ATOMIC` is a block of MariaDB, a plain `BEGIN` starts a transaction.
  private void maybeBlock(Scanner word) {
    if (word.isWord("NOT")) {
      phase = Phase.BODY;
      push(false);
    } else {
      phase = Phase.PLAIN;
    }
  }

  private void objectWord(Scanner word) {
    if (word.isWord("PROCEDURE") || word.isWord("FUNCTION")) {
      function = word.isWord("FUNCTION");
      phase = Phase.PARAMETERS;
    } else if (word.isWord("TRIGGER")) {
      phase = Phase.BEFORE_ROW;
    } else if (word.isWord("EVENT")) {
      phase = Phase.BEFORE_DO;
    } else if (endsHeader(word)) {
      phase = Phase.PLAIN;
    }
  }

  /// Rules out early what can never turn out to be a routine, such as `CREATE TABLE trigger (…)`.
  private static boolean endsHeader(Scanner word) {
    return word.isWord("TABLE")
        || word.isWord("VIEW")
        || word.isWord("INDEX")
        || word.isWord("DATABASE")
        || word.isWord("SCHEMA")
        || word.isWord("USER")
        || word.isWord("ROLE")
        || word.isWord("SERVER")
        || word.isWord("SEQUENCE")
        || word.isWord("TABLESPACE");
  }

  private void advanceAt(Scanner word, String anchor) {
    if (word.isWord(anchor) && parentheses == 0) {
      phase = Phase.BEFORE_BODY;
    }
  }

  private void bodyWord(Scanner word) {
    if (opensBlock(word) && parentheses == 0) {
      phase = Phase.BODY;
      statementMayBegin = true;
      blockWord(word);
    } else if (function ? word.isWord("RETURN") : beginsSimpleBody(word)) {
      phase = Phase.PLAIN;
    }
  }

  private static boolean opensBlock(Scanner word) {
    return word.isWord("BEGIN")
        || word.isWord("IF")
        || word.isWord("CASE")
        || word.isWord("LOOP")
        || word.isWord("WHILE")
        || word.isWord("REPEAT")
        || word.isWord("FOR");
  }

  private static boolean beginsSimpleBody(Scanner word) {
    return SIMPLE_STATEMENTS.stream().anyMatch(word::isWord);
  }

  private void blockWord(Scanner word) {
    boolean mayBegin = statementMayBegin;
    boolean suffixOfEnd = afterEnd;
    boolean handlerBody = handlerBodyMayBegin;
    statementMayBegin = false;
    afterEnd = false;
    handlerBodyMayBegin = false;
    if (suffixOfEnd) {
      return;
    }
    if (word.isWord("END") && (mayBegin || topIsExpression())) {
      pop();
      return;
    }
    if (mayBegin || handlerBody || (inHandler && word.isWord("BEGIN"))) {
      if (opensBlock(word)) {
        inHandler = false;
        push(false);
        statementMayBegin = word.isWord("BEGIN") || word.isWord("LOOP") || word.isWord("REPEAT");
        return;
      }
    }
    if (word.isWord("CASE")) {
      push(true);
    } else if (word.isWord("UNTIL") && mayBegin) {
      expressions.set(depth);
    } else {
      clauseWord(word);
    }
  }

  private void clauseWord(Scanner word) {
    if (word.isWord("THEN") || word.isWord("ELSE")) {
      statementMayBegin = !topIsExpression();
    } else if (word.isWord("DO")) {
      statementMayBegin = true;
    } else if (word.isWord("HANDLER")) {
      inHandler = true;
    } else if (inHandler) {
      handlerBodyMayBegin =
          word.isWord("SQLEXCEPTION") || word.isWord("SQLWARNING") || word.isWord("FOUND");
    }
  }

  private boolean topIsExpression() {
    return depth > 0 && expressions.get(depth);
  }

  private void push(boolean expression) {
    depth++;
    expressions.set(depth, expression);
  }

  private void pop() {
    if (depth > 0) {
      boolean expression = expressions.get(depth);
      expressions.clear(depth);
      depth--;
      afterEnd = !expression || depth == 0;
    }
  }

  /// Says how much of a statement has been seen.
  private enum Phase {
    FIRST_WORD,
    /// `BEGIN` alone so far.
    MAYBE_BLOCK,
    CREATE,
    /// Behind PROCEDURE or FUNCTION, up to the end of the parameter list.
    PARAMETERS,
    /// Behind TRIGGER, up to FOR EACH ROW.
    BEFORE_ROW,
    /// Behind EVENT, up to DO.
    BEFORE_DO,
    /// Among characteristics and labels in front of the body.
    BEFORE_BODY,
    BODY,
    /// No compound statement can follow.
    PLAIN
  }
}
