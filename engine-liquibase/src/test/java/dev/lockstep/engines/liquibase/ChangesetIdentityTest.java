package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Paths that differ only in how a version of Liquibase stored them are the same.
final class ChangesetIdentityTest {
  @Test
  void storedPathsAreBroughtIntoOneForm() {
    Map.ofEntries(
            Map.entry("db/a.sql", "db/a.sql"),
            Map.entry("a..b/.c/d", "a..b/.c/d"),
            Map.entry("classpath:db/a.sql", "db/a.sql"),
            Map.entry("/db/a.sql", "db/a.sql"),
            Map.entry("db//a.sql", "db/a.sql"),
            Map.entry("db/a.sql/", "db/a.sql"),
            Map.entry("./db/./a.sql", "db/a.sql"),
            Map.entry("db/../a.sql", "a.sql"),
            Map.entry("../a.sql", "../a.sql"),
            Map.entry("C:\\db\\a.sql", "db/a.sql"),
            Map.entry("db:x/a.sql", "db:x/a.sql"),
            Map.entry("", ""))
        .forEach(
            (stored, normal) -> assertThat(ChangesetIdentity.normalize(stored)).isEqualTo(normal));
  }
}
