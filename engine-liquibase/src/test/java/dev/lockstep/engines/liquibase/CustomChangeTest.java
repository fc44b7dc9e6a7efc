package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Execution;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Custom Java changes come in the repository's own jars and run by Liquibase, when allowed.
final class CustomChangeTest {
  @TempDir Path cache;
  @TempDir Path tree;
  @TempDir Path classes;

  @Test
  void aChangeFromAJarRunsInTheEngine() throws Exception {
    writeJar();
    writeChangelog();
    TestDatabase database = TestPostgres.database();
    Settings allowed =
        Settings.changelog("c.yaml")
            .with(Map.of("allow", "customChange", "jars", "lib/changes.jar"));
    Workbench bench = Workbench.of(new LiquibaseEngine(cache), tree, allowed, database);

    Assessment plan = bench.deploy();

    assertThat(plan.pending().getFirst().execution())
        .isEqualTo(new Execution.ByEngine("custom change shop.Fill"));
    assertThat(DatabasePrint.lines(database, List.of("SELECT n FROM filled"), true))
        .containsExactly("42");
    assertThat(DatabasePrint.history(database)).hasSize(1);
    assertThat(bench.assess().pending()).isEmpty();
  }

  @Test
  void jarsWithoutPermissionAreRefused() throws Exception {
    writeChangelog();
    Settings settings = Settings.changelog("c.yaml").with(Map.of("jars", "lib/changes.jar"));
    Workbench bench =
        Workbench.of(new LiquibaseEngine(cache), tree, settings, TestPostgres.database());

    LockstepException refusal = catchThrowableOfType(LockstepException.class, bench::assess);

    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIGURATION);
    assertThat(refusal).hasMessageContaining("names jars, whose code may run only when");
  }

  private void writeChangelog() throws IOException {
    Files.writeString(
        tree.resolve("c.yaml"),
        """
        databaseChangeLog:
        - changeSet:
            id: 1
            author: a
            changes:
            - customChange: {class: shop.Fill}
        """);
  }

  private void writeJar() throws IOException {
    Path source = Files.createDirectories(classes.resolve("shop")).resolve("Fill.java");
    Files.writeString(
        source,
        """
        package shop;

        public class Fill implements liquibase.change.custom.CustomTaskChange {
          public void execute(liquibase.database.Database database)
              throws liquibase.exception.CustomChangeException {
            try {
              liquibase.database.jvm.JdbcConnection connection =
                  (liquibase.database.jvm.JdbcConnection) database.getConnection();
              connection.createStatement().execute("CREATE TABLE filled AS SELECT 42 AS n");
            } catch (Exception e) {
              throw new liquibase.exception.CustomChangeException(e);
            }
          }
          public String getConfirmationMessage() { return "filled"; }
          public void setUp() {}
          public void setFileOpener(liquibase.resource.ResourceAccessor accessor) {}
          public liquibase.exception.ValidationErrors validate(
              liquibase.database.Database database) {
            return new liquibase.exception.ValidationErrors();
          }
        }
        """);
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(failures).isZero();
    Path jar = Files.createDirectories(tree.resolve("lib")).resolve("changes.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("shop/Fill.class"));
      out.write(Files.readAllBytes(classes.resolve("shop/Fill.class")));
    }
  }
}
