package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ManyTables;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Series;
import dev.lockstep.bench.peer.SchemaReading;
import dev.lockstep.bench.row.Outcome.Table;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestMariaDb;
import dev.lockstep.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds no difference between two databases, beside the vendor's own dump of one of them.
final class DumpRow implements Row {
  private static final int TABLES = 1000;
  private static final String PG_DUMP = "/usr/lib/postgresql/15/bin/pg_dump";

  @Override
  public String id() {
    return "dump";
  }

  @Override
  public String work() {
    return "compare where nothing differs, beside the vendor's dump";
  }

  @Override
  public Outcome measure(Lab lab) throws Exception {
    List<Table> tables = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    TestPostgres postgres = TestPostgres.version("15");
    TestDatabase one = filled(postgres.freshDatabase());
    measure(lab, "PostgreSQL 15", one, filled(postgres.freshDatabase()), pgDump(lab, one))
        .into(tables, verdicts);
    TestDatabase maria = filled(TestMariaDb.database());
    measure(lab, "MariaDB 11.4", maria, filled(TestMariaDb.database()), mariaDump(lab, maria))
        .into(tables, verdicts);
    return new Outcome(
        tables,
        verdicts,
        List.of(
            "The target is for both sides read and compared in this JVM; the command line, which"
                + " starts one, stands beside."));
  }

  /// Is what one product came to.
  private record Part(Table table, List<Verdict> verdicts) {
    void into(List<Table> tables, List<Verdict> all) {
      tables.add(table);
      all.addAll(verdicts);
    }
  }

  private static Part measure(
      Lab lab, String product, TestDatabase one, TestDatabase other, Command dump) {
    Attempts attempts = new Attempts(lab);
    Command command =
        new Command(
            lab.scratch(),
            List.of(
                SchemaReading.launcher(),
                "diff",
                "--exit-code",
                "--from",
                SchemaReading.url(one),
                "--to",
                SchemaReading.url(other)),
            Map.of("LOCKSTEP_PASSWORD", one.password()));
    List<Series> series =
        lab.warmRounds(3, Integer.MAX_VALUE)
            .run(
                List.of(
                    attempts.command(dump.words().getFirst().replaceFirst(".*/", ""), dump),
                    attempts.found(
                        "Lockstep: read both, compare",
                        () -> SchemaReading.differences(one, other),
                        0),
                    attempts.command("Lockstep command line", command)));
    Optional<Series> reference = Optional.of(series.getFirst()).filter(Series::measured);
    return new Part(
        new Table("%s, %,d tables".formatted(product, TABLES), series, reference.orElse(null)),
        Ratios.atMost(
            product + ": at most the time of the dump", 1, series.subList(1, 2), reference));
  }

  private static TestDatabase filled(TestDatabase database) throws SQLException {
    ManyTables.create(database, TABLES);
    return database;
  }

  private static Command pgDump(Lab lab, TestDatabase database) {
    return new Command(
        lab.scratch(),
        List.of(
            PG_DUMP,
            "--schema-only",
            "--host=" + database.host(),
            "--port=" + database.port(),
            "--username=" + database.user(),
            "--file=/dev/null",
            database.database()),
        Map.of("PGPASSWORD", database.password()));
  }

  private static Command mariaDump(Lab lab, TestDatabase database) {
    return new Command(
        lab.scratch(),
        List.of(
            TestMariaDb.version("11.4").server().program("mariadb-dump").toString(),
            "--no-defaults",
            "--no-data",
            "--host=" + database.host(),
            "--port=" + database.port(),
            "--user=" + database.user(),
            "--result-file=/dev/null",
            database.database()),
        Map.of("MYSQL_PWD", database.password()));
  }
}
