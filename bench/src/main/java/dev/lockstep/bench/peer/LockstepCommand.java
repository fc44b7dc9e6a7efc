package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Is Lockstep's command line, started by the launcher of this checkout.
///
/// @param launcher the program that users start
/// @param width how many databases at a time
/// @param scratch where caches go that are used once
public record LockstepCommand(
    Path launcher, EngineFiles files, Sight sight, int width, Path scratch) implements FleetTool {
  static final String PASSWORD = "password";
  private static final String ENVIRONMENT = "bench";

  @Override
  public String name() {
    return "Lockstep command line, " + files.words() + sight.words();
  }

  @Override
  public String historyTable() {
    return files.historyTable();
  }

  @Override
  public Command version() throws IOException {
    return command(Path.of("/"), List.of("--version"));
  }

  @Override
  public Command status(ChangeHistory history, TestDatabase database) throws IOException {
    return command(history, List.of(database), List.of("status"));
  }

  @Override
  public Command deploy(ChangeHistory history, TestDatabase database) throws IOException {
    return command(history, List.of(database), List.of("deploy", "--yes"));
  }

  @Override
  public Command deployAll(ChangeHistory history, List<TestDatabase> databases) throws IOException {
    return command(history, databases, List.of("deploy", "--yes", "--parallel", "" + width));
  }

  private Command command(
      ChangeHistory history, List<TestDatabase> databases, List<String> arguments)
      throws IOException {
    Files.writeString(history.folder().resolve("lockstep.yaml"), project(databases));
    Files.writeString(history.folder().resolve(PASSWORD), databases.getFirst().password());
    List<String> words = new ArrayList<>(arguments);
    words.addAll(List.of("-e", ENVIRONMENT));
    return command(history.folder(), words);
  }

  private Command command(Path folder, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(arguments);
    Path cache =
        switch (sight) {
          case FIRST -> Files.createTempDirectory(scratch, "cache-");
          case AGAIN -> Files.createDirectories(scratch.resolve("cache"));
        };
    return new Command(folder, words, Map.of("XDG_CACHE_HOME", cache.toString()));
  }

  private String project(List<TestDatabase> databases) {
    StringBuilder text =
        new StringBuilder(
            """
            project: bench
            schemas:
              - {name: tables, engine: %s, dialect: postgresql, location: %s}
            environments: [%s]
            instances:
            """
                .formatted(files.engine(), files.location(), ENVIRONMENT));
    for (TestDatabase database : databases) {
      text.append(
          """
            - name: %s
              schema: tables
              environment: %s
              host: %s
              port: %d
              database: %s
              username: %s
              password: '<+file("password")>'
          """
              .formatted(
                  database.database(),
                  ENVIRONMENT,
                  database.host(),
                  database.port(),
                  database.database(),
                  database.user()));
    }
    return text.toString();
  }
}
