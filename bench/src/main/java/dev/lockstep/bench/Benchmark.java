package dev.lockstep.bench;

import dev.lockstep.bench.measure.CommandTimer;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Stopwatch;
import dev.lockstep.bench.peer.Downloads;
import dev.lockstep.bench.peer.EngineFiles;
import dev.lockstep.bench.peer.FleetTool;
import dev.lockstep.bench.peer.FlywayCommand;
import dev.lockstep.bench.peer.FlywayLibrary;
import dev.lockstep.bench.peer.LiquibaseCommand;
import dev.lockstep.bench.peer.LiquibaseLibrary;
import dev.lockstep.bench.peer.LockstepCommand;
import dev.lockstep.bench.peer.LockstepLibrary;
import dev.lockstep.bench.peer.LockstepRooms;
import dev.lockstep.bench.peer.Sight;
import dev.lockstep.bench.report.Machine;
import dev.lockstep.bench.report.MarkdownReport;
import dev.lockstep.bench.report.MarkdownReport.Heading;
import dev.lockstep.bench.report.MarkdownReport.Measured;
import dev.lockstep.bench.row.Contenders;
import dev.lockstep.bench.row.Lab;
import dev.lockstep.bench.row.Row;
import dev.lockstep.bench.server.BenchServer;
import dev.lockstep.deploy.Deployer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Is one run: fetches the peers, builds ours, measures the rows, writes the report.
final class Benchmark {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final int WIDTH = 4;

  private final Options options;
  private final String invocation;
  private final Path root = Path.of(System.getProperty("lockstep.root", "")).toAbsolutePath();

  Benchmark(Options options, String invocation) {
    this.options = options;
    this.invocation = invocation.strip();
  }

  void run() throws Exception {
    double loadBefore = Machine.load();
    Path scratch = scratch();
    try (BenchServer server = BenchServer.start()) {
      CommandTimer commands = new CommandTimer(scratch);
      Downloads downloads = new Downloads(cache(), root.resolve("mvnw"), Benchmark::say);
      Lab lab =
          new Lab(
              server,
              commands,
              new Stopwatch(),
              contenders(scratch, downloads),
              downloads,
              scratch,
              options.size(),
              Benchmark::say);
      buildLauncher(commands);
      List<Measured> measured = options.rows().stream().map(row -> measure(row, lab)).toList();
      write(measured, server, loadBefore);
    } finally {
      delete(scratch);
    }
  }

  private Contenders contenders(Path scratch, Downloads downloads) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Deployer deployer = LockstepRooms.deployer(Files.createDirectories(scratch.resolve("warm")));
    return new Contenders(
        List.of(
            FlywayCommand.archive(downloads),
            FlywayCommand.jars(downloads, java),
            LiquibaseCommand.jars(downloads, java)),
        List.of(
            ours(EngineFiles.FLYWAY, Sight.FIRST, scratch),
            ours(EngineFiles.FORMATTED_SQL, Sight.FIRST, scratch),
            ours(EngineFiles.FORMATTED_SQL, Sight.AGAIN, scratch)),
        List.of(new FlywayLibrary(), LiquibaseLibrary.onPlainSql()),
        List.of(
            new LockstepLibrary(deployer, EngineFiles.FLYWAY, Sight.FIRST),
            new LockstepLibrary(deployer, EngineFiles.FLYWAY, Sight.AGAIN),
            new LockstepLibrary(deployer, EngineFiles.FORMATTED_SQL, Sight.FIRST),
            new LockstepLibrary(deployer, EngineFiles.FORMATTED_SQL, Sight.AGAIN)),
        LiquibaseLibrary.onCustomChanges(),
        new LockstepLibrary(deployer, EngineFiles.CUSTOM_CHANGES, Sight.AGAIN));
  }

  private FleetTool ours(EngineFiles files, Sight sight, Path scratch) {
    return new LockstepCommand(root.resolve("lockstep"), files, sight, WIDTH, scratch);
  }

  private static Path cache() throws IOException {
    String chosen = System.getenv("LOCKSTEP_BENCH_CACHE");
    Path cache =
        chosen == null
            ? Path.of(System.getProperty("user.home"), ".cache", "lockstep-bench")
            : Path.of(chosen);
    return Files.createDirectories(cache);
  }

  /// Builds the launcher's program from the files at hand; if that fails, its rows say so.
  private void buildLauncher(CommandTimer commands) throws InterruptedException {
    say("Building what ./lockstep starts.");
    try {
      commands.time(
          new Command(
              root,
              List.of(root.resolve("lockstep").toString(), "--version"),
              Map.of("LOCKSTEP_BUILD", "1")));
    } catch (IOException failed) {
      say("./lockstep could not be built: " + failed.getMessage());
    }
  }

  private static Measured measure(Row row, Lab lab) {
    say("%s: %s (load average %.2f)".formatted(row.id(), row.work(), Machine.load()));
    try {
      return new Measured(row, row.measure(lab), null);
    } catch (Exception failed) {
      say(row.id() + " failed: " + failed);
      return new Measured(row, null, String.valueOf(failed.getMessage()));
    }
  }

  private void write(List<Measured> measured, BenchServer server, double loadBefore)
      throws IOException, SQLException {
    Heading heading =
        new Heading(
            invocation,
            LocalDate.now(ZoneOffset.UTC).toString(),
            Machine.here(root),
            versions(server),
            loadBefore,
            Machine.load());
    String text = new MarkdownReport(heading).write(measured);
    Path usual = options.complete() ? Path.of("docs") : Path.of("bench", "target");
    Path report =
        options.report() == null
            ? root.resolve(usual).resolve("benchmarks.md")
            : options.report().toAbsolutePath();
    Files.createDirectories(report.getParent());
    Files.writeString(report, text);
    say("The report is in " + report + ".");
  }

  private static List<String> versions(BenchServer server) throws SQLException {
    return List.of(
        "PostgreSQL " + server.version() + ", data in memory, fsync off.",
        "Java "
            + Runtime.version()
            + ", "
            + System.getProperty("java.vendor")
            + ", for everything except Flyway 10.22.0, which brings its own.",
        "Command lines: Flyway 10.22.0 (official archive), Flyway 12.4.0 (put together from its"
            + " published jars; newer ones cannot be), Liquibase 4.33.0 (published jars in the"
            + " official layout). Update checks and usage reports are switched off.",
        "Libraries: Flyway 13.12.0, Liquibase 4.33.0, PostgreSQL JDBC 42.7.14.");
  }

  private static Path scratch() throws IOException {
    boolean memory = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY);
    return memory
        ? Files.createTempDirectory(MEMORY, "lockstep-bench-")
        : Files.createTempDirectory("lockstep-bench-");
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  static void say(String line) {
    System.err.println(line);
  }
}
