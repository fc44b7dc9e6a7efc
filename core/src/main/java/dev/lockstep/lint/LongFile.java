package dev.lockstep.lint;

import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a file that is too long to be in memory as it was read, such as a dump with its rows.
///
/// *Shape*: it is read a stretch at a time, on all processors, and each time anew. What all of its
/// statements do is kept as rules want it of others than the one they look at, the same once.
final class LongFile {
  /// From here on a file is read so.
  static final int LENGTH = 8_000_000;

  private static final int MOST_STATEMENTS = 2000;

  private final String text;
  private final Language language;
  private final Map<Operation, Operation> known = new HashMap<>();

  LongFile(String text, Language language) {
    this.text = text;
    this.language = language;
  }

  static boolean is(String text) {
    return text.length() > LENGTH;
  }

  /// Hands over each statement with what came of reading it, in order.
  ///
  /// @return why it cannot be split any further; null where all of it was
  @Nullable LockstepException forEach(BiConsumer<SqlStatement, Reading> taker) {
    List<SqlStatement> stretch = new ArrayList<>();
    int[] length = {0};
    LockstepException end = null;
    try {
      language
          .splitter()
          .split(
              text,
              statement -> {
                length[0] += statement.text().length();
                stretch.add(statement);
                if (length[0] > LENGTH || stretch.size() == MOST_STATEMENTS) {
                  hand(stretch, taker);
                  length[0] = 0;
                }
              });
    } catch (LockstepException e) {
      end = e;
    }
    hand(stretch, taker);
    return end;
  }

  private void hand(List<SqlStatement> stretch, BiConsumer<SqlStatement, Reading> taker) {
    List<Reading> readings = stretch.parallelStream().map(language::read).toList();
    for (int i = 0; i < readings.size(); i++) {
      taker.accept(stretch.get(i), readings.get(i));
    }
    stretch.clear();
  }

  /// Returns what is to be kept of an operation.
  Operation brief(Operation operation) {
    Operation brief =
        switch (operation) {
          case Operation.Select select -> new Operation.Select(brief(select.query()));
          case Operation.Update update ->
              new Operation.Update(update.table(), update.columns(), brief(update.query()));
          case Operation.Delete delete ->
              new Operation.Delete(delete.table(), brief(delete.query()));
          default -> operation;
        };
    return known.computeIfAbsent(brief, same -> same);
  }

  private static Query brief(Query query) {
    return new Query(query.reads(), null, List.of(), query.calls());
  }
}
