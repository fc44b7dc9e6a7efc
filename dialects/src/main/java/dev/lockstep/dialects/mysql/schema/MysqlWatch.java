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
import java.util.Locale;
import java.util.Optional;
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
  private static final String NAME = "(`(?:[^`]|``)+`|[\\w$]+)";

  private static final Pattern ALTER =
      Pattern.compile("(?is)((?:SET STATEMENT .*? FOR )?ALTER\\s+TABLE\\s+" + NAME + ")(\\s+)(.*)");

  /// What takes the options behind it, without commas.
  private static final Pattern INDEX =
      Pattern.compile("(?is)(?:CREATE|DROP)\\s[^(]*?\\bINDEX\\s.*?\\sON\\s+" + NAME + ".*");

  /// What is about a whole table and takes no options.
  private static final Pattern WHOLE =
      Pattern.compile("(?is)(?:DROP|RENAME)\\s+TABLE\\s+" + NAME + ".*");

  private static final Pattern ALGORITHM = Pattern.compile("(?i)\\bALGORITHM\\s*=?\\s*(\\w+)");
  private static final Pattern LOCK =
      Pattern.compile("(?i)\\bLOCK\\s*=?\\s*(NONE|SHARED|EXCLUSIVE|DEFAULT)\\b");

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
    return run(connection, sql, this::execute);
  }

  @Override
  public Seen run(Connection session, String sql, SchemaDialect.Sender sender) throws SQLException {
    Matcher alter = ALTER.matcher(sql);
    if (alter.matches()) {
      return altering(sql, alter, sender);
    }
    Matcher index = INDEX.matcher(sql);
    if (index.matches()) {
      boolean builds = sql.regionMatches(true, 0, "CREATE", 0, 6);
      if (isStated(sql)) {
        return asStated(sql, name(index.group(1)), builds, sender);
      }
      for (Way way : ways) {
        if (accepts(sender, sql + " " + way.clauses().replace(",", ""))) {
          return seen(effect(way, name(index.group(1)), builds));
        }
      }
      return unseen(sql, sender);
    }
    sender.send(sql);
    Matcher whole = WHOLE.matcher(sql);
    return seen(
        whole.matches()
            ? new Effect(
                List.of(new Lock(name(whole.group(1)), "EXCLUSIVE", Blocks.EVERYBODY)),
                List.of(),
                List.of())
            : Effect.NONE);
  }

  private Seen altering(String sql, Matcher alter, SchemaDialect.Sender sender)
      throws SQLException {
    boolean key = KEY.matcher(QUOTED.matcher(alter.group(4)).replaceAll("")).find();
    if (isStated(sql)) {
      return asStated(sql, name(alter.group(2)), key, sender);
    }
    for (Way way : ways) {
      String promise = with(way, alter);
      if (accepts(sender, promise)) {
        // A rename touches names alone, and is known again by its text when it is taken back.
        boolean tells = way.isPromise() && !alter.group(4).startsWith("RENAME ");
        return new Seen(
            Optional.of(effect(way, name(alter.group(2)), key)),
            tells ? Optional.of(promise) : Optional.empty());
      }
    }
    return unseen(sql, sender);
  }

  private static boolean isStated(String sql) {
    String bare = QUOTED.matcher(sql).replaceAll("");
    return ALGORITHM.matcher(bare).find() || LOCK.matcher(bare).find();
  }

  /// What somebody allows the server, it does at most, since it refuses to do more.
  private static Seen asStated(String sql, String table, boolean key, SchemaDialect.Sender sender)
      throws SQLException {
    String bare = QUOTED.matcher(sql).replaceAll("");
    Matcher algorithm = ALGORITHM.matcher(bare);
    Matcher lock = LOCK.matcher(bare);
    sender.send(sql);
    String how = algorithm.find() ? algorithm.group(1).toUpperCase(Locale.ROOT) : "DEFAULT";
    String locks = lock.find() ? lock.group(1).toUpperCase(Locale.ROOT) : "DEFAULT";
    if (how.equals("INSTANT")) {
      return seen(effect(new Way(how, "NONE"), table, key));
    }
    return how.equals("DEFAULT") || locks.equals("DEFAULT")
        ? new Seen(Optional.empty(), Optional.empty())
        : seen(effect(new Way(how, locks), table, key));
  }

  /// Tells whether the server did what it was asked, rather than refuse to do it in that way.
  private static boolean accepts(SchemaDialect.Sender sender, String sql) {
    try {
      sender.send(sql);
      return true;
    } catch (SQLException e) {
      // Whatever else is wrong, the statement as it was written says.
      return false;
    }
  }

  private static Seen unseen(String sql, SchemaDialect.Sender sender) throws SQLException {
    sender.send(sql);
    return new Seen(Optional.empty(), Optional.empty());
  }

  private static Seen seen(Effect effect) {
    return new Seen(Optional.of(effect), Optional.empty());
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

  /// @param key whether an index is built
  private static Effect effect(Way way, String table, boolean key) {
    boolean writes = way.algorithm().equals("INPLACE") || way.algorithm().equals("COPY");
    return new Effect(
        way.blocks() == Blocks.NOBODY
            ? List.of()
            : List.of(new Lock(table, way.lock(), way.blocks())),
        writes ? List.of(table) : List.of(),
        !writes && key && !way.algorithm().equals("INSTANT") ? List.of(table) : List.of());
  }

  private static String name(String quoted) {
    return quoted.startsWith("`")
        ? quoted.substring(1, quoted.length() - 1).replace("``", "`")
        : quoted;
  }
}
