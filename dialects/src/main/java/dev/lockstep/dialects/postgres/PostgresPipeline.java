package dev.lockstep.dialects.postgres;

import dev.lockstep.dialects.target.Pipeline;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;

/// Sends statements in one message of the extended protocol with a single synchronisation point:
/// one round trip, however many they are.
///
/// The driver's own batch does the same, but splits texts once more by its own rules and says only
/// in words which entry failed. This gives every text to the server as it is and counts the
/// answers.
///
/// *Shape*: the server works through the message and skips the rest at the first error. Statements
/// between two synchronisation points that are not in a transaction of their own share one.
///
/// *Source*: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
final class PostgresPipeline implements Pipeline {
  private static final int FLAGS = QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_ONESHOT;

  /// A client that still sends while the server's answers fill the sockets would wait for ever.
  private static final int MOST_CHARACTERS = 48 * 1024;

  private static final int[] NO_PARAMETERS = {};

  private final Connection connection;

  PostgresPipeline(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Sent send(List<Part> parts) {
    List<Long> rows = new ArrayList<>(parts.size());
    SQLException error = null;
    int from = 0;
    while (error == null && from < parts.size()) {
      int end = endOfMessage(parts, from);
      error = end == from ? copy(parts.get(from), rows) : message(parts.subList(from, end), rows);
      from = Math.max(end, from + 1);
    }
    return new Sent(rows, error);
  }

  @Override
  public boolean combines() {
    return true;
  }

  private static int endOfMessage(List<Part> parts, int from) {
    int end = from;
    int characters = 0;
    while (end < parts.size()
        && parts.get(end).data() == null
        && (characters == 0 || characters + parts.get(end).text().length() < MOST_CHARACTERS)) {
      characters += parts.get(end).text().length();
      end++;
    }
    return end;
  }

  private @Nullable SQLException message(List<Part> parts, List<Long> rows) {
    try {
      BaseConnection driver = connection.unwrap(BaseConnection.class);
      QueryExecutor executor = driver.getQueryExecutor();
      List<NativeQuery> texts = new ArrayList<>(parts.size());
      for (Part part : parts) {
        texts.add(new NativeQuery(part.text(), NO_PARAMETERS, false, SqlCommand.BLANK));
      }
      Query query = executor.wrap(texts);
      try {
        executor.execute(query, null, new Counter(rows), 0, 0, FLAGS);
      } finally {
        query.close();
      }
      return null;
    } catch (SQLException failure) {
      return failure;
    }
  }

  private @Nullable SQLException copy(Part part, List<Long> rows) {
    String data = part.data() == null ? "" : part.data();
    try {
      CopyManager copies = connection.unwrap(BaseConnection.class).getCopyAPI();
      rows.add(copies.copyIn(part.text(), new StringReader(data)));
      return null;
    } catch (SQLException failure) {
      return failure;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Counts the answers, one to a statement.
  private static final class Counter extends ResultHandlerBase {
    private final List<Long> rows;

    Counter(List<Long> rows) {
      this.rows = rows;
    }

    @Override
    public void handleResultRows(
        Query fromQuery, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
      rows.add(0L);
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
      rows.add(updateCount);
    }

    @Override
    public void handleWarning(SQLWarning warning) {
      // Notices are for people at a prompt; what fails comes as an error.
    }
  }
}
