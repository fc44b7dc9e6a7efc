package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Asks a real server what its parser says of a text, and has it run nothing.
///
/// A server parses a whole message before it runs the first statement in it. So every text gets a
/// last statement that no grammar takes, and the complaint is either about the text or about that.
final class Judge implements AutoCloseable {
  /// No statement begins with a plain name.
  private static final String STOP = "\n;lockstep_stop";

  private final PostgresParser parser;
  private final Connection connection;
  private final Statement statement;

  private Judge(PostgresParser parser, Connection connection) throws SQLException {
    this.parser = parser;
    this.connection = connection;
    this.statement = connection.createStatement();
    statement.setEscapeProcessing(false);
  }

  /// Lists the versions that this build brings and that have a grammar of their own.
  static List<String> versions() {
    List<String> grammars = List.of("13", "15", "17", "18");
    return TestPostgres.versions().stream().filter(grammars::contains).toList();
  }

  static Judge of(String version) throws SQLException {
    TestDatabase database = TestPostgres.version(version).freshDatabase();
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("preferQueryMode", "simple");
    return new Judge(
        PostgresParser.of(Integer.parseInt(version)),
        DriverManager.getConnection(database.jdbcUrl(), properties));
  }

  /// Tells whether the server takes a text.
  boolean accepts(String text) {
    return complaint(text + STOP).offset() >= text.length();
  }

  /// Returns how the parser's complaint differs from the server's.
  ///
  /// *Shape*: empty when both take the text or both say the same of the same place. Where the
  /// server names no place, the parser's is as good as any.
  Optional<String> difference(String text) {
    String stopped = text + STOP;
    Parsing.Failed theirs = complaint(stopped);
    Parsing ours = parser.parse(stopped);
    boolean same =
        ours instanceof Parsing.Failed(String message, int offset)
            && message.equals(theirs.message())
            && (theirs.offset() < 0 || offset == theirs.offset());
    return same
        ? Optional.empty()
        : Optional.of("%s%n  server: %s%n  parser: %s".formatted(text, theirs, ours));
  }

  private Parsing.Failed complaint(String stopped) {
    try {
      statement.execute(stopped);
    } catch (PSQLException refused) {
      ServerErrorMessage message = refused.getServerErrorMessage();
      if (message == null) {
        throw new AssertionError("no answer to: " + stopped, refused);
      }
      int position = message.getPosition();
      int offset = position == 0 ? -1 : stopped.offsetByCodePoints(0, position - 1);
      return new Parsing.Failed(String.valueOf(message.getMessage()), offset);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
    throw new AssertionError("The server ran: " + stopped);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
