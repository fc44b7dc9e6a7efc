package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.EngineLock;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets the library run what only it can run, on the session's one connection.
final class LibraryRunTest {
  @TempDir Path folder;

  private final Lab lab = Lab.on("postgresql", TestPostgres.database());

  @AfterEach
  void close() {
    lab.close();
  }

  private static MemoryTree withCallbacks() {
    return MemoryTree.of(
        "db/beforeMigrate.sql",
        "create table if not exists log (id serial, line text); insert into log (line) values"
            + " ('before ${flyway:user}');",
        "db/afterEachMigrate__note.sql",
        "insert into log (line) values ('each');",
        "db/V1__a.sql",
        "create table a (id int); insert into a values (1);",
        "db/V2__b.sql",
        "create index concurrently a_id on a (id);",
        "db/sub/V3__c.sql",
        "create table c (name text default '${name}');",
        "db/R__v.sql",
        "create or replace view v as select id from a;",
        "db/V4__later.sql",
        "create table later (id int);");
  }

  @Test
  void runsAProjectWithCallbacksLikeTheLibraryAlone() {
    try (Lab library = Lab.on("postgresql", TestPostgres.database())) {
      library.option("placeholders.name", "x");
      lab.option("placeholders.name", "x");
      library.library(withCallbacks(), folder).migrate();
      assertThat(lab.assess(withCallbacks()).pending())
          .allSatisfy(each ->
              assertThat(each.execution())
                  .isEqualTo(new Execution.ByEngine("callbacks: afterEachMigrate, beforeMigrate")));
      lab.deploy(withCallbacks());
      assertThat(lab.history()).isEqualTo(library.history()).hasSize(5);
      assertThat(lab.catalogue()).isEqualTo(library.catalogue());
      assertThat(lab.rows("select line from log")).isEqualTo(library.rows("select line from log"));
      assertThat(lab.assess(withCallbacks()).faults()).isEmpty();
    }
  }

  @Test
  void worksWhileTheSessionHoldsTheLibrarysLock() {
    lab.option("placeholders.name", "x");
    try (EngineLock _ = lab.engine().lock(lab.request(withCallbacks()), lab.session(), "run-1")) {
      lab.deploy(withCallbacks());
    }
    assertThat(lab.history()).hasSize(5);
    assertThat(lab.rows("select count(*) from pg_locks where locktype = 'advisory'"))
        .containsExactly("0");
  }

  @Test
  void runsExactlyTheStretchItIsGivenAndReportsEach() {
    lab.option("placeholders.name", "x");
    MemoryTree files = withCallbacks();
    List<PlannedMigration> pending = lab.assess(files).pending();
    List<String> heard = new ArrayList<>();
    lab.engine()
        .run(
            lab.request(files),
            lab.session(),
            pending.subList(0, 2),
            new RunListener() {
              @Override
              public void started(PlannedMigration migration) {
                heard.add("started " + migration.migration().id());
              }

              @Override
              public void finished(PlannedMigration migration) {
                heard.add("finished " + migration.migration().id());
              }
            });
    assertThat(heard).containsExactly("started 1", "finished 1", "started 2", "finished 2");
    assertThat(lab.history()).hasSize(2);
    assertThat(lab.assess(files).pending())
        .extracting(each -> each.migration().id())
        .containsExactly("3", "4", "R:v");
  }

  @Test
  void namesFileAndLineOfWhatFailsAndKeepsWhatCameBefore() {
    MemoryTree files =
        MemoryTree.of(
            "db/beforeMigrate.sql",
            "select 1;",
            "db/V1__a.sql",
            "create table a (id int);",
            "db/V2__b.sql",
            "create table b (id int);\n\n-- wrong\ninsert into nowhere values (1);\n");
    assertThatThrownBy(() -> lab.deploy(files))
        .isInstanceOfSatisfying(
            LockstepException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.STATEMENT_FAILED);
              assertThat(failure.getMessage())
                  .startsWith("db/V2__b.sql:4: ")
                  .contains("relation \"nowhere\" does not exist");
            });
    assertThat(lab.history()).hasSize(1);
    assertThat(lab.rows("select count(*) from pg_tables where tablename = 'b'"))
        .containsExactly("0");
  }

  @Test
  void putsAGroupIntoOneTransaction() {
    lab.option("group", "true");
    MemoryTree files =
        MemoryTree.of(
            "db/V1__a.sql",
            "create table a (id int);",
            "db/V2__b.sql",
            "insert into nowhere values (1);");
    assertThatThrownBy(() -> lab.deploy(files)).hasMessageContaining("nowhere");
    assertThat(lab.rows("select count(*) from pg_tables where tablename = 'a'"))
        .containsExactly("0");
    lab.deploy(files.put("db/V2__b.sql", "insert into a values (1);"));
    assertThat(lab.history()).hasSize(2);
  }

  @Test
  void runsJavaMigrationsFromAJarOfTheRepository() throws IOException {
    // A run that was killed leaves its folder behind.
    List<String> before = leftovers();
    byte[] jar =
        jar(
            "db/migration/V2__Fill.java",
            """
            package db.migration;
            public class V2__Fill extends org.flywaydb.core.api.migration.BaseJavaMigration {
              public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
                try (var statement = context.getConnection().createStatement()) {
                  statement.execute("insert into a values (42)");
                }
              }
              public Integer getChecksum() { return 7; }
            }
            """);
    MemoryTree files =
        MemoryTree.of(
                "db/V1__a.sql",
                "create table a (id int);",
                "db/V3__c.sql",
                "create table c (id int);")
            .put("lib/migrations.jar", jar);
    lab.option("jars", "lib/migrations.jar");
    Assessment assessment = lab.assess(files);
    assertThat(assessment.faults()).isEmpty();
    assertThat(assessment.pending())
        .extracting(each -> each.execution() instanceof Execution.ByEngine)
        .containsExactly(false, true, false);
    lab.deploy(files);
    assertThat(lab.history())
        .extracting(row -> row.split(" \\| ")[3] + " " + row.split(" \\| ")[4])
        .containsExactly("SQL V1__a.sql", "JDBC db.migration.V2__Fill", "SQL V3__c.sql");
    assertThat(lab.rows("select id from a")).containsExactly("42");
    assertThat(lab.assess(files).faults()).isEmpty();
    assertThat(leftovers()).isSubsetOf(before);
  }

  @Test
  void refusesJarsOutsideTheRepositoryAndInARefusingProcess() throws IOException {
    Path outside = Files.write(folder.resolve("x.jar"), jar("A.java", "class A {}"));
    lab.option("jars", outside.toString());
    assertThat(lab.assess(MemoryTree.of("db/V1__a.sql", "select 1;")).faults())
        .extracting(each -> each.rule())
        .containsExactly("jar-outside");
    EngineContext refusing =
        new EngineContext(
            InstantSource.system(),
            ZoneOffset.UTC,
            folder,
            EngineContext.Jars.REFUSED,
            List.of(folder));
    assertThat(
            new FlywayEngine(refusing)
                .assess(lab.request(MemoryTree.of("db/V1__a.sql", "select 1;")), lab.session())
                .faults())
        .extracting(each -> each.rule())
        .containsExactly("jars-refused");
  }

  @Test
  void leavesTransactionsThatAScriptControlsToTheLibrary() {
    MemoryTree files = MemoryTree.of("db/V1__a.sql", "begin;\ncreate table a (id int);\ncommit;\n");
    assertThat(lab.assess(files).pending().getFirst().execution())
        .isEqualTo(new Execution.ByEngine("the script controls its transaction itself"));
    lab.deploy(files);
    assertThat(lab.history()).hasSize(1);
  }

  @Test
  void writesNothingToStandardOutput() {
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    PrintStream before = System.out;
    PrintStream beforeErrors = System.err;
    try (PrintStream catching = new PrintStream(caught, true, StandardCharsets.UTF_8)) {
      System.setOut(catching);
      System.setErr(catching);
      lab.option("placeholders.name", "x");
      lab.deploy(withCallbacks());
    } finally {
      System.setOut(before);
      System.setErr(beforeErrors);
    }
    assertThat(caught.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static List<String> leftovers() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("lockstep-flyway-"))
          .toList();
    }
  }

  private byte[] jar(String name, String source) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null, null, null, "-cp", System.getProperty("java.class.path"), file.toString());
    assertThat(result).isZero();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String entry = name.replace(".java", ".class");
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Map.Entry<String, Path> each : Map.of(entry, folder.resolve(entry)).entrySet()) {
        jar.putNextEntry(new JarEntry(each.getKey()));
        jar.write(Files.readAllBytes(each.getValue()));
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
