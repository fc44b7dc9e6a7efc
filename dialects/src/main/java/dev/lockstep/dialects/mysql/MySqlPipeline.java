package dev.lockstep.dialects.mysql;

import dev.lockstep.dialects.target.Pipeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Sends statements as one text, of which the server runs one after the other up to the first
/// error.
///
/// The driver forgets the answers before an error, so the text itself counts in a variable of the
/// session how far it came.
///
/// *Source*: https://dev.mysql.com/doc/c-api/en/c-api-multiple-queries.html
final class MySqlPipeline implements Pipeline {
  private static final int MOST_CHARACTERS = 512 * 1024;

  private final Connection connection;

  MySqlPipeline(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Sent send(List<Part> parts) {
    List<Long> rows = new ArrayList<>(parts.size());
    int from = 0;
    while (from < parts.size()) {
      int end = endOfMessage(parts, from);
      try {
        rows.addAll(message(parts.subList(from, end)));
      } catch (SQLException failure) {
        rows.addAll(Collections.nCopies(reached(), -1L));
        return new Sent(rows, failure);
      }
      from = end;
    }
    return new Sent(rows, null);
  }

  private static int endOfMessage(List<Part> parts, int from) {
    int end = from;
    int characters = 0;
    while (end < parts.size()
        && (end == from || characters + parts.get(end).text().length() < MOST_CHARACTERS)) {
      characters += parts.get(end).text().length();
      end++;
    }
    return end;
  }

  private List<Long> message(List<Part> parts) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at).data() != null) {
        throw new SQLFeatureNotSupportedException("data behind a statement");
      }
      text.append("SET @lockstep_at = ").append(at).append(";\n");
      // On a line of its own, as a comment may end the statement.
      text.append(parts.get(at).text()).append("\n;\n");
    }
    text.setLength(text.length() - 3);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      List<Long> counts = counts(statement, statement.execute(text.toString()));
      return counts.size() == 2 * parts.size()
          ? IntStream.range(0, parts.size()).mapToObj(at -> counts.get(2 * at + 1)).toList()
          : Collections.nCopies(parts.size(), -1L);
    }
  }

  /// A procedure answers more than once; then the counts cannot be told apart.
  private static List<Long> counts(Statement statement, boolean first) throws SQLException {
    List<Long> counts = new ArrayList<>();
    boolean result = first;
    while (true) {
      long count = result ? 0 : statement.getLargeUpdateCount();
      if (!result && count < 0) {
        return counts;
      }
      counts.add(count);
      result = statement.getMoreResults();
    }
  }

  private int reached() {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @lockstep_at")) {
      return row.next() ? row.getInt(1) : 0;
    } catch (SQLException gone) {
      // The connection is lost; how far the server came is for the next run to find out.
      return 0;
    }
  }
}
