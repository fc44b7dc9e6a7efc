package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.migration.Assessment;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was read once is not read again as long as nothing of it changed.
final class ChangelogCacheTest {
  private final TestDatabase database = TestPostgres.database();
  @TempDir Path cache;
  @TempDir Path tree;

  @Test
  void anUnchangedRepositoryNeedsNoLiquibase() throws Exception {
    write("db/main.yaml", "databaseChangeLog:\n- includeAll: {path: db/all}\n");
    write(
        "db/all/1.sql", "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE one (n int);\n");
    bench(new LiquibaseEngine(cache)).deploy();

    LiquibaseEngine cold = new LiquibaseEngine(cache);
    Assessment assessment = bench(cold).assess();

    assertThat(assessment.pending()).isEmpty();
    assertThat(cold.workers()).isZero();
  }

  @Test
  void everyKindOfChangeIsSeen() throws Exception {
    write(
        "db/main.yaml",
        """
        databaseChangeLog:
        - includeAll: {path: db/all}
        - include: {file: db/late.sql, errorIfMissing: false}
        """);
    write(
        "db/all/1.sql", "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE one (n int);\n");
    LiquibaseEngine engine = new LiquibaseEngine(cache);
    assertThat(pending(engine)).isEqualTo(1);

    write(
        "db/all/2.sql", "--liquibase formatted sql\n--changeset a:2\nCREATE TABLE two (n int);\n");
    assertThat(pending(engine)).isEqualTo(2);
    write(
        "db/late.sql", "--liquibase formatted sql\n--changeset a:3\nCREATE TABLE three (n int);\n");
    assertThat(pending(engine)).isEqualTo(3);
    write(
        "db/all/2.sql",
        "--liquibase formatted sql\n--changeset a:2\nSELECT 2;\n--changeset a:4\nSELECT 22;\n");
    assertThat(pending(engine)).isEqualTo(4);
    Files.delete(tree.resolve("db/all/1.sql"));
    assertThat(pending(new LiquibaseEngine(cache))).isEqualTo(3);
  }

  @Test
  void corruptAndForeignFilesAreIgnored() throws Exception {
    write(
        "db/main.yaml",
        """
        databaseChangeLog:
        - changeSet:
            id: 1
            author: a
            changes: [{sql: {sql: SELECT 1}}]
        """);
    assertThat(pending(new LiquibaseEngine(cache))).isEqualTo(1);
    List<Path> entries = entries();
    assertThat(entries).isNotEmpty();
    for (Path entry : entries) {
      byte[] content = Files.readAllBytes(entry);
      content[content.length / 2] ^= 1;
      Files.write(entry, content);
    }
    assertThat(pending(new LiquibaseEngine(cache))).isEqualTo(1);
    for (Path entry : entries) {
      Files.writeString(entry, "no entry");
    }
    assertThat(pending(new LiquibaseEngine(cache))).isEqualTo(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("plans"))))
        .isEqualTo("rwx------");
  }

  @Test
  void databasesOfOneServerShareWhatDoesNotNameThem() throws Exception {
    write(
        "db/main.yaml",
        """
        databaseChangeLog:
        - changeSet:
            id: 1
            author: a
            changes: [{createTable: {tableName: t, columns: [{column: {name: n, type: int}}]}}]
        """);
    bench(new LiquibaseEngine(cache)).deploy();
    LiquibaseEngine second = new LiquibaseEngine(cache);

    Workbench other =
        Workbench.of(second, tree, Settings.changelog("db/main.yaml"), TestPostgres.database());

    assertThat(other.assess().pending()).hasSize(1);
    assertThat(second.workers()).isZero();
  }

  @Test
  void aThousandAppliedChangesetsAreKnownWithoutLiquibase() throws Exception {
    StringBuilder changelog = new StringBuilder("--liquibase formatted sql\n");
    for (int index = 0; index < 1000; index++) {
      changelog.append("--changeset a:%d\nCREATE TABLE t_%d (n int);\n".formatted(index, index));
    }
    write("db/main.yaml", "databaseChangeLog:\n- include: {file: db/big.sql}\n");
    write("db/big.sql", changelog.toString());
    LiquibaseEngine engine = new LiquibaseEngine(cache);
    Workbench bench = bench(engine);
    bench.deploy();
    assertThat(bench.assess().pending()).isEmpty();
    LiquibaseEngine cold = new LiquibaseEngine(cache);
    assertThat(bench(cold).assess().migrations()).hasSize(1000);
    assertThat(cold.workers()).isZero();
  }

  private int pending(LiquibaseEngine engine) {
    return bench(engine).assess().pending().size();
  }

  private Workbench bench(LiquibaseEngine engine) {
    return Workbench.of(engine, tree, Settings.changelog("db/main.yaml"), database);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("plans"))) {
      return files.toList();
    }
  }

  private void write(String file, String content) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
