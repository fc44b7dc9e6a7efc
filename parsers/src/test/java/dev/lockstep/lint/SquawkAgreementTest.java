package dev.lockstep.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.PostgresSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Asks our rules about the test cases of another reviewer of PostgreSQL scripts, and compares
/// whether they find anything there; where we differ on purpose, `differs.txt` says why.
final class SquawkAgreementTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "testdata", "squawk");

  /// Which of our rules say what one of theirs says.
  private static final Map<String, Set<String>> OURS =
      Map.ofEntries(
          Map.entry("adding-field-with-default", Set.of("add-column-rewrites")),
          Map.entry("adding-foreign-key-constraint", Set.of("constraint-validated-at-once")),
          Map.entry("adding-not-nullable-field", Set.of("not-null-scans")),
          Map.entry("adding-required-field", Set.of("required-column")),
          Map.entry("adding-serial-primary-key-field", Set.of("key-built-under-lock")),
          Map.entry("ban-alter-domain-with-add-constraint", Set.of("domain-constraint-scans")),
          Map.entry("ban-char-field", Set.of("char-column")),
          Map.entry(
              "ban-concurrent-index-creation-in-transaction",
              Set.of("concurrently-in-transaction", "not-alone-outside-transaction")),
          Map.entry("ban-create-domain-with-constraint", Set.of("constrained-domain")),
          Map.entry("ban-drop-column", Set.of("drop-column")),
          Map.entry("ban-drop-database", Set.of("drop-schema")),
          Map.entry("ban-drop-not-null", Set.of("drop-not-null")),
          Map.entry("ban-drop-table", Set.of("drop-table")),
          Map.entry("ban-duplicate-column-assignments", Set.of("column-named-twice")),
          Map.entry("ban-truncate-cascade", Set.of("cascade")),
          Map.entry("ban-uncommitted-transaction", Set.of("unbalanced-transaction")),
          Map.entry("changing-column-type", Set.of("type-changes")),
          Map.entry(
              "constraint-missing-not-valid",
              Set.of("constraint-validated-at-once", "validated-in-same-transaction")),
          Map.entry("disallowed-unique-constraint", Set.of("key-built-under-lock")),
          Map.entry("identifier-too-long", Set.of("name-too-long")),
          Map.entry("prefer-bigint-over-int", Set.of("narrow-integer")),
          Map.entry("prefer-bigint-over-smallint", Set.of("narrow-integer")),
          Map.entry("prefer-identity", Set.of("serial-column")),
          Map.entry("prefer-repack", Set.of("rewrites-table")),
          Map.entry("prefer-robust-stmts", Set.of("not-repeatable")),
          Map.entry("prefer-text-field", Set.of("limited-text")),
          Map.entry("prefer-timestamp-tz", Set.of("timestamp-without-time-zone")),
          Map.entry("renaming-column", Set.of("rename")),
          Map.entry("renaming-table", Set.of("rename")),
          Map.entry("require-concurrent-index-creation", Set.of("index-not-concurrent")),
          Map.entry("require-concurrent-index-deletion", Set.of("drop-index-not-concurrent")),
          Map.entry("require-concurrent-partition-detach", Set.of("detach-not-concurrent")),
          Map.entry("require-concurrent-reindex", Set.of("reindex-not-concurrent")),
          Map.entry("require-enum-value-ordering", Set.of("label-without-position")),
          Map.entry("require-lock-timeout", Set.of("settings-not-set")),
          Map.entry("require-statement-timeout", Set.of("settings-not-set")),
          Map.entry("require-table-schema", Set.of("unqualified-name")),
          Map.entry("require-timeout-settings", Set.of("settings-not-set")),
          Map.entry("transaction-nesting", Set.of("own-transaction", "unbalanced-transaction")));

  private static final Map<String, Map<String, String>> PARAMETERS =
      Map.of(
          "prefer-bigint-over-int", Map.of("narrow-integer.types", "integer"),
          "prefer-bigint-over-smallint", Map.of("narrow-integer.types", "smallint"),
          "require-lock-timeout", Map.of("settings-not-set.settings", "lock_timeout"),
          "require-statement-timeout", Map.of("settings-not-set.settings", "statement_timeout"));

  /// Is one of their tests.
  private record Case(
      String rule, String test, int version, boolean transactional, boolean finds, String sql) {
    private static Case of(String text) {
      int end = text.indexOf('\n');
      String[] head = text.substring(0, end).strip().split(" ", -1);
      return new Case(
          head[0],
          head[1],
          Integer.parseInt(head[2]),
          head[3].equals("transaction"),
          head[4].equals("finds"),
          text.substring(end + 1));
    }

    /// Says what we do where it is something else.
    private String difference() {
      Set<String> rules = OURS.getOrDefault(rule, Set.of());
      assertThat(rules).as("our rules for %s", rule).isNotEmpty();
      LintSettings settings =
          new LintSettings(rules, Set.of(), Map.of(), PARAMETERS.getOrDefault(rule, Map.of()));
      int ours = Math.clamp(version, 12, 18);
      Language language =
          new Language(
              "postgresql", ours, "public", new PostgresSplitter(), new PostgresReader(ours));
      List<Finding> findings =
          new Review(language, Rules.all(), settings)
              .review(new SqlFile("case.sql", sql, transactional)).stream()
                  .filter(finding -> !finding.rule().equals(Review.NOT_UNDERSTOOD))
                  .toList();
      return findings.isEmpty() != finds ? "" : rule + " " + test + (finds ? " clean" : " finds");
    }
  }

  @Test
  void saysTheSameButForWhatDiffersOnPurpose() throws IOException {
    List<String> differences = new ArrayList<>();
    String[] cases = ("\n" + Files.readString(FOLDER.resolve("cases.txt"))).split("\n==== ", -1);
    assertThat(cases).hasSizeGreaterThan(300);
    for (String text : List.of(cases).subList(1, cases.length)) {
      String difference = Case.of(text).difference();
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
    Map<String, String> meant =
        Files.readAllLines(FOLDER.resolve("differs.txt")).stream()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line.length > 1 ? line[1] : ""));
    assertThat(meant.values()).allMatch(reason -> !reason.isBlank());
    assertThat(differences).containsExactlyInAnyOrderElementsOf(meant.keySet());
  }
}
