package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.error.Fault;
import dev.lockstep.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares states, order and faults with the library's own for files and histories made up at
/// random, most of them in disorder.
final class InfoTest {
  private static final List<String> VERSIONS = List.of("1", "1.1", "2", "2.5", "3", "4");
  private static final List<String> DESCRIPTIONS = List.of("views", "grants");
  private static final Map<String, String> RULES =
      new TreeMap<>(
          Map.of(
              "versioned-failed", "FAILED_VERSIONED_MIGRATION",
              "repeatable-failed", "FAILED_REPEATABLE_MIGRATION",
              "checksum-changed", "CHECKSUM_MISMATCH",
              "description-changed", "DESCRIPTION_MISMATCH",
              "type-changed", "TYPE_MISMATCH",
              "out-of-order", "RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void agreesWithTheLibrary(int seed) {
    Random random = new Random(seed);
    try (Lab lab = Lab.on("postgresql", TestPostgres.database())) {
      lab.library(MemoryTree.of("db/V0__start.sql", "select 0;"), folder).migrate();
      for (int round = 0; round < 20; round++) {
        lab.execute("delete from flyway_schema_history");
        MemoryTree files = files(random);
        history(random, lab);
        Path own = folder.resolve(seed + "-" + round);
        lab.option("outOfOrder", Boolean.toString(random.nextInt(3) == 0));
        lab.option("target", List.of("latest", "2?", "current", "next").get(random.nextInt(4)));
        compare(lab, files, own);
      }
    }
  }

  private static void compare(Lab lab, MemoryTree files, Path own) {
    Flyway library = lab.configuration(files, own).load();
    List<String> rows = lab.history();
    Reading reading =
        Reading.of(
            lab.request(files), lab.session(), new ScriptCache(), EngineContext.ofThisMachine());
    MigrationInfo[] theirs = library.info().all();
    List<Standing> ours = reading.timeline().standings();
    assertThat(ours.stream().map(InfoTest::line).sorted().toList())
        .as("rows %s", rows)
        .isEqualTo(Arrays.stream(theirs).map(InfoTest::line).sorted().toList());
    if (!reading.settings().rules().target().reach().equals(Settings.Reach.NEXT)) {
      assertThat(
              reading.timeline().pending().stream()
                  .map(each -> each.version() + " " + each.description())
                  .toList())
          .as("rows %s", rows)
          .isEqualTo(
              Arrays.stream(theirs)
                  .filter(each -> each.getState() == MigrationState.PENDING)
                  .map(each -> each.getVersion() + " " + each.getDescription())
                  .toList());
    }
    List<String> errors =
        lab
            .configuration(files, own)
            .ignoreMigrationPatterns("*:pending", "*:future")
            .load()
            .validateWithResult()
            .invalidMigrations
            .stream()
            .map(each -> Objects.requireNonNull(each.errorDetails).errorCode.toString())
            .sorted()
            .toList();
    List<Fault> faults =
        new Validation(reading.settings().rules(), reading.table(), reading.timeline().baseline())
            .validate(reading.timeline().standings());
    assertThat(faults.stream().map(InfoTest::code).sorted().toList())
        .as("rows %s, faults %s", rows, faults)
        .isEqualTo(errors);
  }

  private static String code(Fault fault) {
    boolean repeatable = fault.message().contains("repeatable");
    return switch (fault.rule()) {
      case "failed-migration" ->
          Objects.requireNonNull(RULES.get(repeatable ? "repeatable-failed" : "versioned-failed"));
      case "missing-migration", "future-migration" ->
          repeatable
              ? "APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED"
              : "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED";
      default -> Objects.requireNonNull(RULES.get(fault.rule()));
    };
  }

  private static String line(Standing standing) {
    HistoryRow row = standing.row();
    return (row == null ? "-" : row.rank())
        + " "
        + standing.version()
        + " "
        + standing.migration().description()
        + " "
        + standing.state().shown();
  }

  private static String line(MigrationInfo info) {
    return (info.getInstalledRank() == null ? "-" : info.getInstalledRank())
        + " "
        + info.getVersion()
        + " "
        + info.getDescription()
        + " "
        + info.getState().getDisplayName();
  }

  private static String text(String name) {
    return "select '" + name + "';";
  }

  private static MemoryTree files(Random random) {
    MemoryTree files = MemoryTree.of("db/other.txt", "");
    for (String version : VERSIONS) {
      if (random.nextInt(4) > 0) {
        files.put("db/V" + version + "__v" + version.replace('.', '_') + ".sql", text(version));
      }
      if (random.nextInt(8) == 0) {
        files.put("db/B" + version + "__base.sql", text("b" + version));
      }
    }
    for (String description : DESCRIPTIONS) {
      if (random.nextInt(4) > 0) {
        files.put("db/R__" + description + ".sql", text(description));
      }
    }
    return files;
  }

  private static void history(Random random, Lab lab) {
    int rank = 0;
    if (random.nextInt(6) == 0) {
      insert(
          lab,
          new Entry(rank, null, "<< Flyway Schema Creation >>", "SCHEMA", "\"app\"", null, true));
    }
    rank++;
    if (random.nextInt(5) == 0) {
      String baseline = "<< Flyway Baseline >>";
      insert(lab, new Entry(rank++, "1", baseline, "BASELINE", baseline, null, true));
    }
    List<String> open = new ArrayList<>(VERSIONS);
    List<String> applied = new ArrayList<>();
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(10);
      if (kind < 6 && !open.isEmpty()) {
        String version = open.remove(random.nextInt(4) == 0 ? random.nextInt(open.size()) : 0);
        applied.add(version);
        boolean baseline = random.nextInt(10) == 0;
        String name = "v" + version.replace('.', ' ');
        insert(
            lab,
            new Entry(
                rank++,
                version,
                random.nextInt(12) == 0 ? "renamed" : baseline ? "base" : name,
                baseline ? "SQL_BASELINE" : random.nextInt(14) == 0 ? "JDBC" : "SQL",
                "V" + version + "__.sql",
                Checksum.of(
                    text(random.nextInt(10) == 0 ? "changed" : (baseline ? "b" : "") + version)),
                random.nextInt(12) > 0));
      } else if (kind < 9) {
        String description = DESCRIPTIONS.get(random.nextInt(2));
        insert(
            lab,
            new Entry(
                rank++,
                null,
                description,
                "SQL",
                "R__" + description + ".sql",
                Checksum.of(text(random.nextInt(3) == 0 ? "old" : description)),
                random.nextInt(12) > 0));
      } else if (!applied.isEmpty()) {
        String version = applied.remove(random.nextInt(applied.size()));
        open.add(0, version);
        insert(
            lab, new Entry(rank++, version, "gone", "DELETE", "V" + version + "__.sql", 1, true));
      }
    }
  }

  private record Entry(
      int rank,
      @Nullable String version,
      String description,
      String type,
      String script,
      @Nullable Integer checksum,
      boolean success) {}

  private static void insert(Lab lab, Entry entry) {
    String version = entry.version() == null ? "null" : "'" + entry.version() + "'";
    lab.execute(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success) values (%d, %s, '%s', '%s', '%s',"
                .formatted(entry.rank(), version, entry.description(), entry.type(), entry.script())
            + " %s, 'x', 0, %s)".formatted(entry.checksum(), entry.success()));
  }
}
