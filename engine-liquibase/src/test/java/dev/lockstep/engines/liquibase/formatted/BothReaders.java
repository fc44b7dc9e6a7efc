package dev.lockstep.engines.liquibase.formatted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import dev.lockstep.engines.liquibase.bridge.ServerFacts;
import dev.lockstep.engines.liquibase.bridge.TouchedPath;
import dev.lockstep.engines.liquibase.worker.LiquibaseWorker;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads changelogs with Liquibase and without, and holds both to the same values.
final class BothReaders {
  private final LiquibaseBridge liquibase = new LiquibaseWorker();
  private int left;

  static ChangelogRequest request(String changelog, Map<String, String> files) {
    return request(changelog, files, Map.of(), List.of(), null);
  }

  static ChangelogRequest request(
      String changelog,
      Map<String, String> files,
      Map<String, String> parameters,
      List<String> contexts,
      @Nullable String labels) {
    TreeMap<String, byte[]> contents = new TreeMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new ChangelogRequest(
        new MemoryTree(contents),
        changelog,
        options(List.of(""), parameters),
        contexts,
        labels,
        server("public"));
  }

  static LiquibaseOptions options(List<String> roots, Map<String, String> parameters) {
    return new LiquibaseOptions(
        roots, new LinkedHashMap<>(parameters), List.of(), List.of(), null, null, null, null);
  }

  static ServerFacts server(String schema) {
    return new ServerFacts(
        "PostgreSQL",
        "18.6 (Debian 18.6-1.pgdg12+1)",
        18,
        6,
        "shop",
        "tester",
        schema,
        "jdbc:postgresql://localhost/shop",
        "",
        new ServerFacts.IdentifierCase(false, false, true));
  }

  /// Compares what both make of a changelog. Returns why it was left to Liquibase; empty when it
  /// was read without.
  String compare(ChangelogRequest request) {
    FormattedChangelog mine;
    try {
      mine =
          FormattedChangelog.of(
              request,
              () -> {
                left++;
                return liquibase.open(request);
              });
    } catch (NotOurs e) {
      return String.valueOf(e.getMessage());
    }
    try (mine;
        OpenChangelog theirs = liquibase.open(request)) {
      same(mine.definition(), theirs.definition());
      for (int index = 0; index < mine.definition().changesets().size(); index++) {
        assertThat(mine.forward(index)).isEqualTo(theirs.forward(index));
        WayBack.Kind kind = mine.definition().changesets().get(index).wayBack().kind();
        if (kind == WayBack.Kind.AUTHORED || kind == WayBack.Kind.DECLARED_EMPTY) {
          assertThat(mine.backward(index)).isEqualTo(theirs.backward(index));
        }
      }
    }
    return "";
  }

  /// Returns how many changelogs had SQL that was left to Liquibase so far.
  int left() {
    return left;
  }

  private static void same(ChangelogDefinition mine, ChangelogDefinition theirs) {
    assertThat(mine.changesets()).isEqualTo(theirs.changesets());
    assertThat(mine.tables()).isEqualTo(theirs.tables());
    assertThat(mine.faults()).isEqualTo(theirs.faults());
    assertThat(mine.precondition()).isEqualTo(theirs.precondition());
    assertThat(mine.reuse()).isEqualTo(theirs.reuse());
    assertThat(mine.touched()).containsExactlyInAnyOrderElementsOf(needed(theirs.touched()));
  }

  /// Leaves out that a folder is no file: Liquibase tries that first.
  private static List<TouchedPath> needed(List<TouchedPath> touched) {
    return touched.stream()
        .filter(path ->
            path.kind() != TouchedPath.Kind.ABSENT
                || touched.stream()
                    .noneMatch(other ->
                        other.kind() == TouchedPath.Kind.LISTING
                            && other.path().equals(path.path())))
        .toList();
  }
}
