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

/// Is Liquibase's command line, put together from its jars in the layout of its archive.
///
/// *Shape*: the launcher expects the jars without versions in their names. `liquibase-cli` depends
/// on a part that is not published; `liquibase-core` holds the same classes.
public final class LiquibaseCommand implements CommandTool {
  private static final String PARTS =
      """
        <dependencies>
          <dependency>
            <groupId>org.liquibase</groupId>
            <artifactId>liquibase-cli</artifactId>
            <version>4.33.0</version>
            <exclusions>
              <exclusion>
                <groupId>org.liquibase</groupId>
                <artifactId>liquibase-standard</artifactId>
              </exclusion>
            </exclusions>
          </dependency>
          <dependency>
            <groupId>org.liquibase</groupId>
            <artifactId>liquibase-core</artifactId>
            <version>4.33.0</version>
          </dependency>
          <dependency>
            <groupId>org.postgresql</groupId>
            <artifactId>postgresql</artifactId>
            <version>42.7.14</version>
          </dependency>
        </dependencies>
      """;

  private final Path home;
  private final Path java;

  private LiquibaseCommand(Path home, Path java) {
    this.home = home;
    this.java = java;
  }

  /// @param java the program that runs it
  public static LiquibaseCommand jars(Downloads downloads, Path java) throws IOException {
    return new LiquibaseCommand(
        downloads.jars("liquibase-4.33.0", PARTS, "internal/lib", JarNames.WITHOUT_VERSION), java);
  }

  @Override
  public String name() {
    return "Liquibase 4.33.0 command line";
  }

  @Override
  public String historyTable() {
    return "databasechangelog";
  }

  @Override
  public Command version() {
    return command(Path.of("/"), List.of("--version"));
  }

  @Override
  public Command status(ChangeHistory history, TestDatabase database) {
    return command(history, database, "status");
  }

  @Override
  public Command deploy(ChangeHistory history, TestDatabase database) {
    return command(history, database, "update");
  }

  private Command command(ChangeHistory history, TestDatabase database, String verb) {
    return command(
        history.folder(),
        List.of(
            "--search-path=" + history.folder(),
            verb,
            "--url=" + database.jdbcUrl(),
            "--username=" + database.user(),
            "--password=" + database.password(),
            "--changelog-file=" + ChangeHistory.FORMATTED_SQL));
  }

  private Command command(Path folder, List<String> arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-cp",
                home.resolve("internal/lib") + "/*",
                "liquibase.integration.commandline.LiquibaseLauncher"));
    words.addAll(arguments);
    return new Command(
        folder,
        words,
        Map.of("LIQUIBASE_HOME", home.toString(), "LIQUIBASE_ANALYTICS_ENABLED", "false"));
  }
}
