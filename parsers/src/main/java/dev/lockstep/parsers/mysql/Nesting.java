package dev.lockstep.parsers.mysql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.antlr.v4.runtime.Token;

/// Looks after the stack: the parsers call themselves for each level of a statement.
///
/// What may be deep is parsed on a thread with a stack of its own, and what is deeper than servers
/// take is refused.
final class Nesting {
  /// Operators that stand before what they are about.
  private static final Set<String> PREFIXES = Set.of("NOT", "BINARY", "-", "+", "!", "~");

  /// What may call a parser once more, whether or not it ends again.
  private static final Set<String> OPENING =
      Set.of("BEGIN", "IF", "LOOP", "WHILE", "REPEAT", "ELSE", "JOIN", "UNION", "WHEN", "EXPLAIN");

  private static final int LONGEST_WORD = 8;
  private static final int DEEP = 60;
  private static final int DEEPEST = 128;
  private static final long STACK_BYTES = 512L << 20;

  private Nesting() {}

  /// Tells whether a usual stack may not do.
  ///
  /// *Errors*: complains of more levels of parentheses, `CASE` and prefixed operators than are
  /// read: the time that MariaDB's grammar takes for them grows with their cube.
  static boolean isDeep(List<Token> tokens) {
    if (tokens.size() < DEEP) {
      return false;
    }
    int depth = 0;
    int deepest = 0;
    int openings = 0;
    int prefixes = 0;
    for (Token token : tokens) {
      boolean isShort = token.getStopIndex() - token.getStartIndex() < LONGEST_WORD;
      String word = isShort ? token.getText().toUpperCase(Locale.ROOT) : "";
      prefixes = PREFIXES.contains(word) ? prefixes + 1 : 0;
      depth =
          switch (word) {
            case "(", "[", "{", "CASE" -> depth + 1;
            case ")", "]", "}", "END" -> Math.max(0, depth - 1);
            default -> depth;
          };
      openings += OPENING.contains(word) ? 1 : 0;
      deepest = Math.max(deepest, depth + prefixes);
      if (deepest > DEEPEST) {
        throw Complaint.of(
            "memory exhausted at or near \"%s\"".formatted(token.getText()), token.getStartIndex());
      }
    }
    return deepest > DEEP || openings > DEEP;
  }

  static Parsing onLargeStack(Callable<Parsing> parse) {
    FutureTask<Parsing> task = new FutureTask<>(parse);
    Thread thread = Thread.ofPlatform().name("parse").daemon().stackSize(STACK_BYTES).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          thread.join();
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException failed) {
          switch (failed.getCause()) {
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            case null, default -> throw new IllegalStateException(failed);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
