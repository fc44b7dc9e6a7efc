package dev.lockstep.sql;

import java.util.List;

/// Splits a script into its statements.
///
/// *Shape*: statements come in source order; nothing but white space, comments and terminators is
/// left out. An empty script gives an empty list.
///
/// *Errors*: [dev.lockstep.error.LockstepException] with `CHANGE_FILE` and the line and column for
/// an unterminated string, comment or dollar quote.
public interface Splitter {
  List<SqlStatement> split(String script);
}
