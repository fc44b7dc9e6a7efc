package dev.lockstep.parsers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Compares the parser with a server on PostgreSQL's own regression tests, when `lockstep.regress`
/// names the folder `src/test/regress` of PostgreSQL's source and `lockstep.regress.version` its
/// major version.
final class RegressionSuiteTest {
  private static final String VERSION = System.getProperty("lockstep.regress.version", "15");

  @Test
  void agreesOnEveryStatement() throws Exception {
    Set<String> statements = statements();
    int accepted = 0;
    try (Judge judge = Judge.of(VERSION)) {
      for (String statement : statements) {
        accepted += judge.accepts(statement) ? 1 : 0;
      }
    }
    System.out.printf("%d statements, %d of them accepted%n", statements.size(), accepted);
    assertThat(accepted).isGreaterThan(20_000);
    compare(statements);
  }

  @Test
  void agreesOnEveryBrokenStatement() throws Exception {
    Random chance = new Random(18);
    Set<String> broken = new LinkedHashSet<>();
    for (String statement : statements()) {
      broken.add(Corpus.broken(statement, chance));
    }
    System.out.printf("%d broken statements%n", broken.size());
    compare(broken);
  }

  private static Set<String> statements() throws IOException {
    Path folder = Path.of(System.getProperty("lockstep.regress", ""), "sql");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "lockstep.regress names no folder with regression tests");
    Set<String> statements = new LinkedHashSet<>();
    for (Path file : Corpus.scripts(folder)) {
      statements.addAll(Corpus.statements(file));
    }
    return statements;
  }

  private static void compare(Set<String> statements) throws SQLException {
    List<String> differences = new ArrayList<>();
    try (Judge judge = Judge.of(VERSION)) {
      for (String statement : statements) {
        judge.difference(statement).ifPresent(differences::add);
      }
    }
    assertThat(differences).isEmpty();
  }
}
