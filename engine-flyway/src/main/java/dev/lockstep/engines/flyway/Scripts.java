package dev.lockstep.engines.flyway;

import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns scripts into statements: decode, replace placeholders, split, and decide how they commit.
///
/// *Errors*: what is wrong with a script is added to the faults; its statements are then those that
/// could be told.
final class Scripts {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final FileTree files;
  private final Settings settings;
  private final Placeholders placeholders;
  private final ScriptCache cache;
  private final Session session;
  private final Optional<HistoryProduct.Surround> surround;

  Scripts(
      FileTree files,
      Settings settings,
      Placeholders placeholders,
      ScriptCache cache,
      HistoryTable table) {
    this.files = files;
    this.settings = settings;
    this.placeholders = placeholders;
    this.cache = cache;
    this.session = table.session();
    this.surround = table.product().enter(session, table.schema());
  }

  /// Is a script ready to run.
  record Prepared(List<PlannedStatement> statements, Execution execution) {
    Prepared {
      statements = List.copyOf(statements);
    }
  }

  /// Prepares a script.
  Prepared prepare(Resolved.SqlFile script, List<Fault> faults) {
    List<PlannedStatement> statements = statements(script, faults);
    Execution execution = execution(script, statements, faults);
    return new Prepared(surrounded(script, statements, execution), execution);
  }

  /// Prepares a script that the library will run, whatever it holds.
  Prepared prepareForEngine(Resolved.SqlFile script, String reason, List<Fault> faults) {
    List<PlannedStatement> statements = statements(script, faults);
    execution(script, statements, faults);
    return new Prepared(statements, new Execution.ByEngine(reason));
  }

  /// Returns a script's statements as they will be sent.
  List<PlannedStatement> statements(Resolved.SqlFile script, List<Fault> faults) {
    String path = script.path();
    try {
      String text = cache.text(files, script.entry(), script.settings().encoding());
      Placeholders.Replaced replaced = replace(text, script);
      if (!replaced.undefined().isEmpty()) {
        faults.addAll(undefined(replaced, path));
      }
      return split(replaced, path, faults);
    } catch (LockstepException e) {
      if (e.code() != ErrorCode.CHANGE_FILE) {
        throw e;
      }
      faults.add(new Fault("unreadable-file", path, 0, 0, e.getMessage(), e.nextStep()));
      return List.of();
    }
  }

  private Placeholders.Replaced replace(String text, Resolved.SqlFile script) {
    Boolean own = script.settings().placeholderReplacement();
    boolean wanted = own == null ? settings.substitution().enabled() : own;
    if (!wanted) {
      return Placeholders.Replaced.unchanged(text);
    }
    String name = "flyway" + settings.substitution().separator() + "filename";
    return placeholders.with(name, script.fileName()).replace(text);
  }

  private List<PlannedStatement> split(
      Placeholders.Replaced replaced, String path, List<Fault> faults) {
    String text = replaced.text();
    int mark = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    LineMap lines = replaced.lines();
    List<PlannedStatement> planned = new ArrayList<>();
    for (SqlStatement statement : session.dialect().splitter().split(text.substring(mark))) {
      int origin = replaced.origin(statement.start().offset() + mark);
      SourceLocation source = new SourceLocation(path, lines.line(origin), lines.column(origin));
      if (statement.has(StatementTrait.CLIENT_COMMAND)) {
        faults.add(
            new Fault(
                "client-command",
                path,
                source.line(),
                source.column(),
                "\"%s\" is a command of a client program, which no database understands"
                    .formatted(firstLine(statement.text())),
                "write it as SQL"));
      }
      planned.add(new PlannedStatement(statement, source));
    }
    return planned;
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  private Execution execution(
      Resolved.SqlFile script, List<PlannedStatement> statements, List<Fault> faults) {
    for (PlannedStatement each : statements) {
      if (each.sql().has(StatementTrait.TRANSACTION_CONTROL)) {
        return new Execution.ByEngine("the script controls its transaction itself");
      }
    }
    Boolean own = script.settings().executeInTransaction();
    boolean inTransaction = own == null ? settings.rules().executeInTransaction() : own;
    PlannedStatement outside = first(statements, true);
    if (outside != null && inTransaction) {
      refuseMixture(own, outside, statements, faults);
    }
    boolean single = inTransaction && outside == null && session.dialect().transactionalDdl();
    return new Execution.Direct(
        single ? Execution.TransactionMode.SINGLE : Execution.TransactionMode.PER_STATEMENT);
  }

  private void refuseMixture(
      @Nullable Boolean own,
      PlannedStatement outside,
      List<PlannedStatement> statements,
      List<Fault> faults) {
    SourceLocation at = outside.source();
    if (own != null) {
      faults.add(
          new Fault(
              "not-in-transaction",
              at.path(),
              at.line(),
              at.column(),
              "%s cannot run in a transaction, and the script's .conf demands one"
                  .formatted(outside.sql().kind()),
              "write executeInTransaction=false in %s.conf".formatted(at.path())));
      return;
    }
    PlannedStatement inside = first(statements, false);
    if (inside != null && !settings.rules().mixed()) {
      faults.add(
          new Fault(
              "mixed-transactions",
              at.path(),
              at.line(),
              at.column(),
              "%s cannot run in a transaction, but other statements of this script (line %d) can"
                  .formatted(outside.sql().kind(), inside.source().line()),
              "move it to a migration of its own, or run all of them one by one: with"
                  + " executeInTransaction=false in "
                  + at.path()
                  + ".conf, or with mixed: true in the schema's options in lockstep.yaml"));
    }
  }

  private static @Nullable PlannedStatement first(
      List<PlannedStatement> statements, boolean outside) {
    for (PlannedStatement each : statements) {
      if (each.sql().has(StatementTrait.NOT_IN_TRANSACTION) == outside) {
        return each;
      }
    }
    return null;
  }

  private List<PlannedStatement> surrounded(
      Resolved.SqlFile script, List<PlannedStatement> statements, Execution execution) {
    if (surround.isEmpty() || !(execution instanceof Execution.Direct direct)) {
      return statements;
    }
    HistoryProduct.Surround schema = surround.get();
    boolean single = direct.mode() == Execution.TransactionMode.SINGLE;
    List<PlannedStatement> all = new ArrayList<>();
    all.add(own(single ? schema.local() : schema.set(), script));
    all.addAll(statements);
    String reset = schema.reset();
    if (!single && reset != null) {
      all.add(own(reset, script));
    }
    return all;
  }

  private static PlannedStatement own(String sql, Resolved.SqlFile script) {
    String kind = sql.substring(0, sql.indexOf(' '));
    return new PlannedStatement(
        new SqlStatement(
            sql,
            new Position(0, 1, 1),
            new Position(sql.length(), 1, sql.length() + 1),
            kind,
            EnumSet.of(StatementTrait.CHANGES_SESSION),
            null),
        new SourceLocation(script.path()));
  }

  /// Returns a fault for each placeholder without a value.
  static List<Fault> undefined(Placeholders.Replaced replaced, String path) {
    LineMap lines = replaced.lines();
    return replaced.undefined().stream()
        .map(each ->
            new Fault(
                "undefined-placeholder",
                path,
                lines.line(each.offset()),
                lines.column(each.offset()),
                each.closed()
                    ? "the placeholder \"%s\" has no value".formatted(shortened(each.name()))
                    : "a placeholder starts here and does not end",
                each.closed()
                    ? "give it one under the instance's properties or the option placeholders.%s, or set placeholderReplacement to false"
                        .formatted(shortened(each.name()))
                    : "close it, or set placeholderReplacement to false for this script"))
        .toList();
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }
}
