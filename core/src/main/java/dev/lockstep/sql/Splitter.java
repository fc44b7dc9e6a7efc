package dev.lockstep.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Splits a script into its statements.
///
/// *Shape*: statements come in source order; nothing but white space, comments and terminators is
/// left out. An empty script gives an empty list.
///
/// *Errors*: [dev.lockstep.error.LockstepException] with `CHANGE_FILE` and the line and column for
/// an unterminated string, comment or dollar quote.
public interface Splitter {
  List<SqlStatement> split(String script);

  /// Hands over the statements one by one, so that not all are in memory.
  default void split(String script, Consumer<SqlStatement> taker) {
    split(script).forEach(taker);
  }

  /// Lists the comments of a script, in order.
  List<CommentLine> comments(String script);

  /// Reads what a statement of this product does to which object.
  ///
  /// *Shape*: empty when the first words do not tell of exactly one named object. The statement
  /// need not stem from [#split].
  default Optional<StatementHead> head(SqlStatement statement) {
    return Optional.empty();
  }
}
