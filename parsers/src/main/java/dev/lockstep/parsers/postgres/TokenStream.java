package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;
import java.util.List;

/// Hands the scanner's tokens to the parser, some of them changed by what follows.
///
/// The grammar looks one token ahead. Where it would need two, the first becomes another terminal:
/// `NOT` before `IN` is `NOT_LA`. Names and strings with Unicode escapes become plain ones here,
/// together with the `UESCAPE` behind them.
final class TokenStream {
  private static final List<String> REPLACEMENTS =
      List.of(
          "NOT NOT_LA BETWEEN IN_P LIKE ILIKE SIMILAR",
          "NULLS_P NULLS_LA FIRST_P LAST_P",
          "WITH WITH_LA TIME ORDINALITY",
          "WITHOUT WITHOUT_LA TIME",
          "FORMAT FORMAT_LA JSON");
  private static final int NONE = -1;

  private final String text;
  private final Scanner scanner;
  private final Lookahead lookahead;
  private int start;
  private int end;
  private int nextTerminal = NONE;
  private int nextStart;
  private int nextEnd;

  TokenStream(String text, Scanner scanner, Lookahead lookahead) {
    this.text = text;
    this.scanner = scanner;
    this.lookahead = lookahead;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// Complains about the token that was read last.
  SyntaxFailure failure(String message) {
    return Complaint.near(message, text, start, end);
  }

  /// Moves to the next token and returns its terminal.
  int next() {
    int terminal = take();
    if (!lookahead.concerns(terminal)) {
      return terminal;
    }
    peek();
    if (terminal == lookahead.uident || terminal == lookahead.usconst) {
      return plain(terminal);
    }
    return lookahead.replacement(terminal, nextTerminal);
  }

  private int take() {
    if (nextTerminal == NONE) {
      int terminal = scanner.next();
      start = scanner.start();
      end = scanner.end();
      return terminal;
    }
    int terminal = nextTerminal;
    start = nextStart;
    end = nextEnd;
    nextTerminal = NONE;
    return terminal;
  }

  private void peek() {
    nextTerminal = scanner.next();
    nextStart = scanner.start();
    nextEnd = scanner.end();
  }

  private int plain(int terminal) {
    int from = start;
    int to = end;
    char escape = '\\';
    if (nextTerminal == lookahead.uescape) {
      escape = escapeCharacter();
      to = nextEnd;
      nextTerminal = NONE;
    }
    char quote = text.charAt(from + 2);
    String contents = Quoted.contents(text, from + 3, end, quote);
    new UnicodeEscapes(contents, escape, from + 3).check();
    end = to;
    return terminal == lookahead.uident ? lookahead.ident : lookahead.sconst;
  }

  private char escapeCharacter() {
    peek();
    String complaint = null;
    if (nextTerminal != lookahead.sconst) {
      complaint = "UESCAPE must be followed by a simple string literal";
    } else {
      String value = Quoted.string(text.substring(nextStart, nextEnd));
      if (value.length() == 1 && canEscape(value.charAt(0))) {
        return value.charAt(0);
      }
      complaint = "invalid Unicode escape character";
    }
    throw Complaint.near(complaint, text, nextStart, nextEnd);
  }

  private static boolean canEscape(char c) {
    return c < 128 && !UnicodeEscapes.isHex(c) && "+'\" \t\n\r\f\u000B".indexOf(c) < 0;
  }

  /// Knows which terminals of a grammar depend on the one behind them.
  static final class Lookahead {
    private final int ident;
    private final int sconst;
    private final int uident;
    private final int usconst;
    private final int uescape;
    private final int[][] followers;
    private final int[] replacements;

    Lookahead(Grammar grammar, Terminals terminals) {
      ident = terminals.ident();
      sconst = terminals.sconst();
      uident = terminals.uident();
      usconst = terminals.usconst();
      uescape = grammar.symbol("UESCAPE");
      followers = new int[grammar.symbolCount()][];
      replacements = new int[grammar.symbolCount()];
      followers[uident] = new int[0];
      followers[usconst] = new int[0];
      for (String line : REPLACEMENTS) {
        add(line.split(" "), grammar);
      }
    }

    private void add(String[] names, Grammar grammar) {
      int replacement = grammar.symbol(names[1]);
      if (replacement < 0) {
        return;
      }
      int symbol = grammar.symbol(names[0]);
      replacements[symbol] = replacement;
      followers[symbol] = new int[names.length - 2];
      for (int i = 2; i < names.length; i++) {
        followers[symbol][i - 2] = grammar.symbol(names[i]);
      }
    }

    boolean concerns(int terminal) {
      return followers[terminal] != null;
    }

    int replacement(int terminal, int next) {
      for (int follower : followers[terminal]) {
        if (follower == next) {
          return replacements[terminal];
        }
      }
      return terminal;
    }
  }
}
