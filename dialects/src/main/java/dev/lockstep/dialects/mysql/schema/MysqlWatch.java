package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.schema.SchemaDialect.Seen;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Effect.Blocks;
import dev.lockstep.plan.Effect.Lock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the server itself what a statement does to a table: it is told how little it may do, and
/// then a little more, until it does not refuse any longer.
///
/// *Shape*: for a moment at its beginning and its end every `ALTER TABLE` needs the table for
/// itself; that is no part of an effect.
///
/// *Source*: https://mariadb.com/kb/en/innodb-online-ddl-overview/,
/// https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html
final class MysqlWatch implements SchemaDialect.Watch {
  /// What one option cannot do together with another, and what an operation cannot do at all.
  private static final Set<Integer> REFUSED = Set.of(1221, 1845, 1846);

  private static final String NAME = "(`(?:[^`]|``)+`)";

  private static final Pattern ALTER =
      Pattern.compile("(?s)((?:SET STATEMENT .*? FOR )?ALTER TABLE " + NAME + ")(\\s+)(.*)");

  /// What is about a whole table and takes no options.
  private static final Pattern WHOLE = Pattern.compile("(?s)(?:DROP|RENAME) TABLE " + NAME + ".*");

  /// What stands behind the other clauses without a comma.
  private static final Pattern LAST = Pattern.compile("(?s)(PARTITION BY|REMOVE PARTITIONING).*");

  private static final Pattern QUOTED = Pattern.compile("`(?:[^`]|``)*`|'(?:[^'\\\\]|\\\\.|'')*'");
  private static final Pattern KEY =
      Pattern.compile("\\bADD (?:PRIMARY KEY|(?:UNIQUE |FULLTEXT |SPATIAL )?INDEX)\\b");

  private final Connection connection;
  private final List<Way> ways = new ArrayList<>();

  /// Is how a server changes a table.
  ///
  /// @param algorithm a keyword, as is the lock
  private record Way(String algorithm, String lock) {
    /// Where others read and write throughout, nothing has to be said of locks, nor may it in
    /// MySQL.
    String clauses() {
      return algorithm.equals("INSTANT")
          ? "ALGORITHM=INSTANT"
          : "ALGORITHM=" + algorithm + ", LOCK=" + lock;
    }

    Blocks blocks() {
      return switch (lock) {
        case "NONE" -> Blocks.NOBODY;
        case "SHARED" -> Blocks.WRITERS;
        default -> Blocks.EVERYBODY;
      };
    }

    /// A copy under a lock is the most that a server does: to allow that says nothing.
    boolean isPromise() {
      return blocks() == Blocks.NOBODY || !algorithm.equals("COPY");
    }
  }

  /// @param version the major one of the server that the statements are meant for
  MysqlWatch(Connection connection, MysqlSchemas dialect, int version) {
    this.connection = connection;
    boolean mariaDb = dialect.equals(MysqlSchemas.MARIADB);
    ways.add(new Way("INSTANT", "NONE"));
    // In this order the server itself chooses; MySQL has no word for what reads without writing.
    for (String algorithm :
        mariaDb ? List.of("NOCOPY", "INPLACE", "COPY") : List.of("INPLACE", "COPY")) {
      for (String lock : List.of("NONE", "SHARED", "EXCLUSIVE")) {
        // MariaDB copies while others write from 11.2 on, MySQL never does.
        boolean copiesOpenly = lock.equals("NONE") && algorithm.equals("COPY");
        if (!copiesOpenly || (mariaDb && version >= 11)) {
          ways.add(new Way(algorithm, lock));
        }
      }
    }
  }

  @Override
  public Seen run(String sql) throws SQLException {
    Matcher alter = ALTER.matcher(sql);
    if (alter.matches()) {
      for (Way way : ways) {
        String promise = with(way, alter);
        try {
          execute(promise);
          // A rename touches names alone, and is known again by its text when it is taken back.
          boolean tells = way.isPromise() && !alter.group(4).startsWith("RENAME ");
          return new Seen(
              Optional.of(effect(way, alter)), tells ? Optional.of(promise) : Optional.empty());
        } catch (SQLException e) {
          if (!REFUSED.contains(e.getErrorCode())) {
            break;
          }
        }
      }
      execute(sql);
      return new Seen(Optional.empty(), Optional.empty());
    }
    execute(sql);
    Matcher whole = WHOLE.matcher(sql);
    return new Seen(
        Optional.of(
            whole.matches()
                ? new Effect(
                    List.of(new Lock(name(whole.group(1)), "EXCLUSIVE", Blocks.EVERYBODY)),
                    List.of(),
                    List.of())
                : Effect.NONE),
        Optional.empty());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String with(Way way, Matcher alter) {
    String rest = alter.group(4);
    return alter.group(1)
        + alter.group(3)
        + way.clauses()
        + (LAST.matcher(rest).matches() ? "" : ",")
        + alter.group(3)
        + rest;
  }

  private static Effect effect(Way way, Matcher alter) {
    String table = name(alter.group(2));
    boolean writes = way.algorithm().equals("INPLACE") || way.algorithm().equals("COPY");
    boolean reads = !writes && KEY.matcher(QUOTED.matcher(alter.group(4)).replaceAll("")).find();
    return new Effect(
        way.blocks() == Blocks.NOBODY
            ? List.of()
            : List.of(new Lock(table, way.lock(), way.blocks())),
        writes ? List.of(table) : List.of(),
        reads ? List.of(table) : List.of());
  }

  private static String name(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("``", "`");
  }
}
