package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Executor.Failure;
import dev.lockstep.dialects.target.Pipeline.Part;
import dev.lockstep.dialects.target.Pipeline.Sent;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.sql.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Brings a new session to where a migration's statements had brought theirs, so that it can go on
/// in the middle.
///
/// *Shape*: settings (`SET`, `USE`, `set_config`) are made again; what only that session knew, such
/// as a temporary table or a variable that was reckoned, is gone and stops the run.
record SessionState(Workbench bench, PlannedMigration migration) {
  private static final Pattern LOST =
      Pattern.compile(
          "create\\s+(or\\s+replace\\s+)?((global|local)\\s+)?temp(orary)?\\b[\\s\\S]*"
              + "|prepare\\b[\\s\\S]*"
              + "|set\\s+@(?!@)[\\s\\S]*\\([\\s\\S]*"
              + "|[\\s\\S]*\\binto\\s+@[\\s\\S]*"
              + "|[\\s\\S]*@\\w+\\s*:=[\\s\\S]*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SETTING =
      Pattern.compile(
          "(set|use|reset)\\b[\\s\\S]*"
              // As dumps of MySQL and of PostgreSQL write it.
              + "|/\\*!\\d*\\s*set\\b[\\s\\S]*"
              + "|select\\s+(pg_catalog\\.)?set_config\\s*\\([\\s\\S]*",
          Pattern.CASE_INSENSITIVE);

  /// @param from the first statement that is still to run
  @Nullable Failure restore(int from) {
    List<Part> settings = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int index = 0; index < from; index++) {
      SqlStatement sql = migration.statements().get(index).sql();
      if (LOST.matcher(sql.text()).matches()) {
        return lost(index, from);
      }
      if (SETTING.matcher(sql.text()).matches()) {
        settings.add(new Part(sql.text()));
        places.add(index);
      }
    }
    if (settings.isEmpty()) {
      return null;
    }
    Sent sent = bench.send(settings);
    SQLException error = sent.error();
    return error == null
        ? null
        : bench
            .report()
            .statement(
                migration,
                places.get(Math.min(sent.rows().size(), places.size() - 1)),
                from,
                error,
                "");
  }

  private Failure lost(int index, int from) {
    return bench
        .report()
        .attention(
            migration,
            index,
            from,
            "an interrupted run has applied "
                + (from == 1 ? "statement 1" : "statements 1 to " + from)
                + " of this migration, and what this one left in its session ended with that"
                + " session.",
            "Take what is applied back by hand, then run "
                + Resumption.repair(migration, "start-over")
                + " and deploy again.");
  }
}
