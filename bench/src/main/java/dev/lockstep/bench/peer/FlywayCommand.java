package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.peer.Downloads.JarNames;
import dev.lockstep.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Is Flyway's command line.
///
/// *Shape*: 10.22.0 is the newest one whose archive, its own Java included, is in Maven Central.
/// 12.4.0 is put together from its jars there; of 13.x not all parts are published. The start
/// script of the archive loads every jar of the folder, and so do we for 12.4.0.
public final class FlywayCommand implements CommandTool {
  private static final String ARCHIVE =
      "org/flywaydb/flyway-commandline/10.22.0/flyway-commandline-10.22.0-linux-x64.tar.gz";
  private static final String ARCHIVE_SHA256 =
      "638df407be107e6b89318ec1b020f60e96290db64981e7308a0d9b674c7f2918";

  /// 12.4.0 needs newer annotations than the version that its other dependencies agree on.
  private static final String NEWER =
      """
        <dependencyManagement>
          <dependencies>
            <dependency>
              <groupId>com.fasterxml.jackson.core</groupId>
              <artifactId>jackson-annotations</artifactId>
              <version>2.21</version>
            </dependency>
          </dependencies>
        </dependencyManagement>
        <dependencies>
          <dependency>
            <groupId>org.flywaydb</groupId>
            <artifactId>flyway-commandline</artifactId>
            <version>12.4.0</version>
          </dependency>
        </dependencies>
      """;

  private final String version;
  private final List<String> start;

  private FlywayCommand(String version, List<String> start) {
    this.version = version;
    this.start = start;
  }

  public static FlywayCommand archive(Downloads downloads) throws IOException {
    Path home = downloads.archive("flyway-10.22.0", ARCHIVE, ARCHIVE_SHA256);
    return new FlywayCommand("10.22.0", List.of(home.resolve("flyway").toString()));
  }

  /// @param java the program that runs it
  public static FlywayCommand jars(Downloads downloads, Path java) throws IOException {
    Path home = downloads.jars("flyway-12.4.0", NEWER, "lib", JarNames.WITH_VERSION);
    return new FlywayCommand(
        "12.4.0",
        List.of(
            java.toString(),
            "-Djava.security.egd=file:/dev/../dev/urandom",
            "-cp",
            home.resolve("lib") + "/*",
            "org.flywaydb.commandline.Main"));
  }

  @Override
  public String name() {
    return "Flyway " + version + " command line";
  }

  @Override
  public String historyTable() {
    return "flyway_schema_history";
  }

  @Override
  public Command version() {
    return command(Path.of("/"), List.of("--version"));
  }

  @Override
  public Command status(ChangeHistory history, TestDatabase database) {
    return command(history, database, "info");
  }

  @Override
  public Command deploy(ChangeHistory history, TestDatabase database) {
    return command(history, database, "migrate");
  }

  private Command command(ChangeHistory history, TestDatabase database, String verb) {
    return command(
        history.folder(),
        List.of(
            "-url=" + database.jdbcUrl(),
            "-user=" + database.user(),
            "-password=" + database.password(),
            "-locations=filesystem:" + history.path(ChangeHistory.FLYWAY),
            verb));
  }

  private Command command(Path folder, List<String> arguments) {
    List<String> words = new ArrayList<>(start);
    words.addAll(arguments);
    return new Command(folder, words, Map.of("REDGATE_DISABLE_TELEMETRY", "true"));
  }
}
