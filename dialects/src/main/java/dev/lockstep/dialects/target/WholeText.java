package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Ledger.StatementOutcome;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.target.JournalLine.Effort;
import dev.lockstep.dialects.target.JournalLine.Ending;
import dev.lockstep.dialects.target.JournalLine.Pending;
import dev.lockstep.dialects.target.JournalLine.Span;
import dev.lockstep.dialects.target.Message.Role;
import dev.lockstep.dialects.target.Pipeline.Part;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.sql.StatementTrait;
import java.util.ArrayList;
import java.util.List;

/// Composes one migration that commits as a whole: change, journal and history in one transaction.
///
/// *Shape*: the server's clock times each statement by a journal line right behind it. Two cases do
/// without and are journalled together at the end: a migration of a single statement, whose
/// transaction times it, and one that changes the session, whose role may not write the journal
/// meanwhile. Above [#LINES_WITH_OWN_TIME] statements, lines are written a hundred at a time. Of
/// lines that are written together only the last has a time: when the others ended is not known.
final class WholeText {
  private static final int LINES_WITH_OWN_TIME = 100;

  private final Workbench bench;

  WholeText(Workbench bench) {
    this.bench = bench;
  }

  /// Adds everything up to the last of the migration's statements.
  ///
  /// @return the lines that are still to be written
  List<JournalLine> head(
      Message message, int at, PlannedMigration migration, List<String> setup, Effort effort) {
    Role.Note begin = new Role.Note(at, "begin a transaction");
    message.add(begin, bench.parts().migrationBegins());
    message.add(begin, bench.parts().transactions().begin());
    message.add(new Role.Note(at, "create the history tables"), setup);
    boolean changesSession = Workbench.has(migration, StatementTrait.CHANGES_SESSION);
    List<PlannedStatement> statements = migration.statements();
    int block = statements.size() <= LINES_WITH_OWN_TIME ? 1 : LINES_WITH_OWN_TIME;
    List<JournalLine> open = new ArrayList<>();
    for (int index = 0; index < statements.size(); index++) {
      boolean last = index == statements.size() - 1;
      boolean alone = !changesSession && open.size() + 1 == block;
      JournalLine line = line(migration, index, effort, last || alone);
      PlannedStatement statement = statements.get(index);
      message.add(
          new Role.Change(at, line),
          new Part(statement.sql().text(), statement.sql().inlineData()));
      open.add(line);
      if (alone && !last) {
        message.add(new Role.Note(at, "write the journal"), bench.journal().insert(open));
        open.clear();
      }
    }
    if (changesSession) {
      message.add(new Role.Note(at, "restore the session"), bench.parts().restore(bench.session()));
    }
    return open;
  }

  /// Adds the records and the commit.
  void tail(
      Message message,
      int at,
      PlannedMigration migration,
      List<JournalLine> open,
      List<RowWrite> history) {
    List<String> writes = new ArrayList<>();
    history.forEach(write -> writes.add(bench.session().dialect().render(write)));
    writes.addAll(bench.journal().insert(open));
    message.add(
        new Role.Note(at, "write the history of " + migration.migration().id()),
        bench.parts().fold(writes));
    message.add(new Role.Commit(at), bench.parts().transactions().commit());
  }

  private JournalLine line(PlannedMigration migration, int index, Effort effort, boolean timed) {
    boolean only = migration.statements().size() == 1;
    LedgerStyle style = bench.journal().style();
    return new JournalLine(
        bench.journal().next(),
        migration,
        index,
        StatementOutcome.DONE,
        new Span(only || index == 0 ? style.began() : "NULL", timed ? style.now() : "NULL"),
        effort,
        new Ending(Journal.expectedRows(migration.statements().get(index)), null),
        Pending.NO);
  }
}
