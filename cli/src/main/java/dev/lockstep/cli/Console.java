package dev.lockstep.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Is where commands print and ask: results to standard output, everything else to standard error.
///
/// *Shape*: colours and progress only when a terminal watches; text from databases and repositories
/// is stripped of control characters before it is shown, and what would turn the order of its
/// letters is shown by its number, as JSON writes it.
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final Invocation invocation;
  private final Set<String> said = new HashSet<>();
  private final List<Supplier<String>> standings = new CopyOnWriteArrayList<>();
  private volatile @Nullable Runnable ending;
  private @Nullable String progress;
  private boolean answered;

  Console(PrintStream out, PrintStream err, Invocation invocation) {
    this.out = out;
    this.err = err;
    this.invocation = invocation;
  }

  /// Prints a line of the result.
  synchronized void line(String text) {
    clearProgress();
    answered = true;
    out.println(inOrder(text));
  }

  /// Prints a result as it is, without a line end.
  synchronized void raw(String text) {
    clearProgress();
    answered = true;
    out.print(text);
  }

  /// Prints a script: to a program as it is, to a terminal without what would move its cursor.
  void script(String text) {
    raw(invocation.outputIsTerminal() ? safe(text) : text);
  }

  /// Tells whether a part of the result was printed.
  synchronized boolean answered() {
    return answered;
  }

  /// Prints a line that is not part of the result.
  synchronized void note(String text) {
    clearProgress();
    err.println(inOrder(text));
  }

  /// Prints a line that is not part of the result, unless it was printed before.
  synchronized void noteOnce(String text) {
    if (said.add(text)) {
      note(text);
    }
  }

  /// Shows what is being done until the next line; only on a terminal.
  synchronized void progress(String text) {
    if (!invocation.errorIsTerminal()) {
      return;
    }
    clearProgress();
    String visible = text.length() > 100 ? text.substring(0, 99) + "…" : text;
    err.print("\r" + Style.DIM.mark(inOrder(visible)));
    err.flush();
    progress = visible;
  }

  /// Takes the progress line away.
  synchronized void clearProgress() {
    if (progress != null) {
      err.print("\r\u001b[K");
      err.flush();
      progress = null;
    }
  }

  /// Registers what can say how far some work came, in case the user interrupts it.
  ///
  /// @param standing gives one line, empty when there is nothing to say
  void whenInterrupted(Supplier<String> standing) {
    standings.add(standing);
  }

  /// Registers what ends the work in an orderly way when the user, or the system, ends the process.
  void endsBy(Runnable orderly) {
    ending = orderly;
  }

  /// Returns what ends the work in an orderly way; empty when there is nothing to wait for.
  Optional<Runnable> ending() {
    return Optional.ofNullable(ending);
  }

  /// Tells whether some work writes to databases.
  boolean writes() {
    return !standings.isEmpty();
  }

  /// Returns how far all work came.
  List<String> standings() {
    return standings.stream().map(Supplier::get).filter(line -> !line.isEmpty()).toList();
  }

  String style(Style style, String text) {
    return invocation.colours() ? style.mark(text) : text;
  }

  /// Tells whether somebody can answer a question.
  boolean canAsk() {
    return invocation.inputIsTerminal() && invocation.errorIsTerminal();
  }

  /// Asks a yes-or-no question; anything but yes is no.
  boolean confirm(String question) {
    clearProgress();
    err.print(inOrder(question) + " [y/N] ");
    err.flush();
    try {
      // Not closed: the stream belongs to the process.
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String answer = reader.readLine();
      return answer != null
          && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    } catch (IOException e) {
      return false;
    }
  }

  /// Asks for a password, which is not shown; null where nobody can answer.
  @Nullable String password(String question) {
    java.io.Console terminal = canAsk() ? System.console() : null;
    if (terminal == null || !terminal.isTerminal()) {
      return null;
    }
    clearProgress();
    char[] answer = terminal.readPassword("%s", safe(question));
    return answer == null ? null : new String(answer);
  }

  void flush() {
    clearProgress();
    out.flush();
    err.flush();
  }

  /// Makes text from outside harmless for a terminal: it cannot move the cursor, and it stands in
  /// the order in which it was written.
  static String safe(String text) {
    if (text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t')) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
          safe.appendCodePoint(control ? 0xFFFD : point);
        });
    return inOrder(safe.toString());
  }

  private static String inOrder(String text) {
    if (text.chars().noneMatch(Console::turns)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(c -> shown.append(turns(c) ? "\\u%04x".formatted(c) : Character.toString(c)));
    return shown.toString();
  }

  /// Tells whether a character makes terminals show what follows from right to left, or back.
  private static boolean turns(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
