package dev.lockstep.scratch;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Loads files that say what a schema is meant to be.
///
/// *Shape*: the files' order and that of the statements in them matter as little as they can: what
/// needs something that is not there yet waits until it is. Settings of a file hold for what stands
/// below them in that file. Data of `COPY` is left out, and so is what a dump tells `psql`.
///
/// *Errors*: `CHANGE_FILE` with file, line, the server's message and how often it was tried.
public final class DesiredSql {
  /// What to do about a statement that only a superuser may run.
  static final String SUPERUSER =
      "Scratch databases belong to no superuser, who could run programs on this machine. Where you"
          + " trust the statement, name a server that may run it, with --scratch URL or scratch: in"
          + " lockstep.yaml.";

  /// Commands of psql that change nothing but what it prints, or guard a dump against others.
  private static final Pattern HARMLESS =
      Pattern.compile(
          "\\\\(?:restrict|unrestrict|echo|qecho|warn|pset|timing|x|encoding\\s+'?UTF-?8'?"
              + "|set\\s+(?:ON_ERROR_STOP|ECHO|QUIET|VERBOSITY))\\b.*",
          Pattern.CASE_INSENSITIVE);

  /// A driver's number of its connection, which tells nobody anything.
  private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");

  private static final int LONGEST_BEGIN = 100;
  private static final int LONGEST_MESSAGE = 1_000;

  private final ScratchDatabase database;
  private final SchemaDialect dialect;
  private final Splitter splitter;
  private final List<String> leftOut = new ArrayList<>();

  private DesiredSql(ScratchDatabase database, SchemaDialect dialect) {
    this.database = database;
    this.dialect = dialect;
    this.splitter = SupportedProducts.all().named(dialect.name()).splitter();
  }

  private record Placed(Script script, SqlStatement statement) {}

  /// @param settings what stands above the statement and holds for it
  private record Pending(Placed placed, List<Placed> settings) {}

  /// @param at the statement that the server refused: the pending one, or one of its settings
  private record Failed(Pending pending, Placed at, SQLException cause) {}

  /// Loads files into a database of a server and reads what is there then.
  public static DatabaseSchema schema(
      ScratchServer server, SchemaDialect dialect, List<Script> scripts) {
    try (ScratchDatabase database = server.create()) {
      DesiredSql loading = new DesiredSql(database, dialect);
      loading.load(scripts);
      DatabaseSchema schema = dialect.inspect(database.connection());
      List<String> notManaged = new ArrayList<>(schema.notManaged());
      notManaged.addAll(loading.leftOut);
      return loading.leftOut.isEmpty()
          ? schema
          : new DatabaseSchema(
              schema.dialect(), schema.majorVersion(), schema.objects().values(), notManaged);
    } catch (SQLException e) {
      throw ScratchServer.failed(e);
    }
  }

  private void load(List<Script> scripts) {
    List<Pending> waiting = new ArrayList<>();
    scripts.forEach(script -> waiting.addAll(split(script)));
    List<Pending> next = waiting;
    boolean holding = true;
    while (!next.isEmpty()) {
      List<Pending> held = new ArrayList<>();
      List<Failed> failed = pass(next, holding, held);
      if (failed.size() + held.size() == next.size()) {
        if (held.isEmpty()) {
          throw refused(failed.getFirst().at(), failed.getFirst().cause());
        }
        holding = false;
      }
      next = Stream.concat(failed.stream().map(Failed::pending), held.stream()).toList();
    }
    try {
      database.execute(dialect.reset());
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_UNREACHABLE, "The scratch database is gone.", null, e);
    }
  }

  private List<Pending> split(Script script) {
    List<Pending> statements = new ArrayList<>();
    List<Placed> settings = new ArrayList<>();
    List<SqlStatement> all;
    try {
      all = splitter.split(script.text());
    } catch (LockstepException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE, script.path() + ": " + e.getMessage(), e.nextStep(), e);
    }
    for (SqlStatement statement : all) {
      if (statement.has(StatementTrait.CLIENT_COMMAND)) {
        refuseCommand(script, statement);
      } else if (statement.kind().startsWith("ROLLBACK") || statement.kind().equals("ABORT")) {
        throw takesBack(script, statement);
      } else if (statement.kind().startsWith("SET") || isSetConfig(statement)) {
        settings.add(new Placed(script, statement));
      } else if (!statement.has(StatementTrait.TRANSACTION_CONTROL)
          && statement.inlineData() == null) {
        statements.add(new Pending(new Placed(script, statement), List.copyOf(settings)));
      }
    }
    return statements;
  }

  /// No server understands what is meant for the program that a file was written for.
  private static void refuseCommand(Script script, SqlStatement statement) {
    if (!HARMLESS.matcher(statement.text()).matches()) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "%s:%d is a command of a client program, which no server understands: %s"
              .formatted(script.path(), statement.start().line(), begin(statement.text())),
          "Take it out; the statements around it are loaded without it.");
    }
  }

  /// Statements are loaded in whatever order they need, so nothing tells what it would take back.
  private static LockstepException takesBack(Script script, SqlStatement statement) {
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        "%s:%d takes back what stands before it, but files say what there is: %s"
            .formatted(script.path(), statement.start().line(), begin(statement.text())),
        "Take it out, together with what it takes back.");
  }

  private static String begin(String text) {
    return begin(text, LONGEST_BEGIN);
  }

  private static String begin(String text, int most) {
    String first = text.lines().findFirst().orElse("").strip();
    return first.length() > most ? first.substring(0, most) + "…" : first;
  }

  /// A dump of PostgreSQL empties the search path in this way.
  private static boolean isSetConfig(SqlStatement statement) {
    return statement.text().startsWith("SELECT pg_catalog.set_config(");
  }

  /// @param held takes what has to wait for others that did not run yet
  private List<Failed> pass(List<Pending> statements, boolean holding, List<Pending> held) {
    List<Failed> failed = new ArrayList<>();
    long awaited = holding ? statements.stream().filter(this::isAwaited).count() : 0;
    @Nullable List<Placed> current = null;
    for (Pending pending : statements) {
      Placed at = pending.placed();
      if (awaited > 0 && dialect.waits(at.statement().text())) {
        held.add(pending);
        continue;
      }
      try {
        if (!pending.settings().equals(current)) {
          current = null;
          database.execute(dialect.reset());
          for (Placed setting : pending.settings()) {
            at = setting;
            database.execute(setting.statement().text());
          }
          database.execute(dialect.preparation());
          at = pending.placed();
          current = pending.settings();
        }
        run(at);
        awaited -= isAwaited(pending) ? 1 : 0;
      } catch (SQLException e) {
        if (!dialect.lacksSomething(e)) {
          throw refused(at, e);
        }
        failed.add(new Failed(pending, at, e));
      }
    }
    return failed;
  }

  private boolean isAwaited(Pending pending) {
    return dialect.isAwaited(pending.placed().statement().text());
  }

  private void run(Placed placed) throws SQLException {
    database.execute(
        dialect.onAnyServer(placed.statement().text()),
        remark ->
            dialect
                .leftOut(remark)
                .ifPresent(what ->
                    leftOut.add(
                        "%s that %s:%d names"
                            .formatted(
                                what, placed.script().path(), placed.statement().start().line()))));
  }

  private LockstepException refused(Placed at, SQLException cause) {
    SqlStatement statement = at.statement();
    // A server repeats what it does not understand, however long that is.
    String message =
        begin(
            CONNECTION
                .matcher(String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip())
                .replaceFirst(""),
            LONGEST_MESSAGE);
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        "%s:%d:%d does not load: %s. It begins: %s"
            .formatted(
                at.script().path(),
                statement.start().line(),
                statement.start().column(),
                message,
                begin(statement.text())),
        dialect.lacksRights(cause) ? SUPERUSER : "Correct the statement, or add what it needs.",
        cause);
  }
}
