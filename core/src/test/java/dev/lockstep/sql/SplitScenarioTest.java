package dev.lockstep.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every folder `testdata/split/<dialect>/<scenario>`: `input.sql` is split and compared with
/// `expected.txt`. `-Dgolden.update=true` writes the expectations anew.
class SplitScenarioTest {
  private static final Path ROOT =
      Path.of(System.getProperty("lockstep.root"), "core/src/test/resources/testdata/split");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final Map<String, Splitter> SPLITTERS =
      Map.of(
          "postgresql", new PostgresSplitter(),
          "mysql", new MySqlSplitter(),
          "sqlite", new SqliteSplitter(),
          "h2", new H2Splitter(),
          "oracle", new OracleSplitter(),
          "sqlserver", new SqlServerSplitter());

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    List<Path> folders = folders();
    assertThat(folders).isNotEmpty();
    return folders.stream()
        .map(folder ->
            DynamicTest.dynamicTest(ROOT.relativize(folder).toString(), () -> run(folder)));
  }

  @TestFactory
  Stream<DynamicTest> noOrphans() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      return all.stream()
          .filter(file -> !file.equals(ROOT.resolve(".gitattributes")))
          .map(file ->
              DynamicTest.dynamicTest("belongs: " + ROOT.relativize(file), () -> place(file)));
    }
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> paths = Files.walk(ROOT, 2)) {
      return paths
          .filter(path -> Files.isDirectory(path) && ROOT.relativize(path).getNameCount() == 2)
          .sorted()
          .toList();
    }
  }

  private static void place(Path file) {
    Path relative = ROOT.relativize(file);
    assertThat(relative.getNameCount()).isEqualTo(3);
    assertThat(SPLITTERS).containsKey(relative.getName(0).toString());
    assertThat(file.getFileName().toString()).isIn("input.sql", "expected.txt");
    assertThat(file.resolveSibling("input.sql")).exists();
  }

  private static void run(Path folder) throws IOException {
    String dialect = ROOT.relativize(folder).getName(0).toString();
    Splitter splitter =
        Objects.requireNonNull(SPLITTERS.get(dialect), () -> "no splitter for " + dialect);
    String actual = describe(splitter, Files.readString(folder.resolve("input.sql")));
    Path expected = folder.resolve("expected.txt");
    if (UPDATE) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static String describe(Splitter splitter, String script) {
    try {
      List<SqlStatement> statements = splitter.split(script);
      return statements.stream()
          .map(statement -> describe(splitter, statement))
          .collect(Collectors.joining("\n", statements.size() + " statements\n", ""));
    } catch (LockstepException e) {
      return "error " + e.code() + ": " + e.getMessage() + "\nnext: " + e.nextStep() + "\n";
    }
  }

  private static String describe(Splitter splitter, SqlStatement statement) {
    StringBuilder out = new StringBuilder();
    out.append(place(statement.start())).append('-').append(place(statement.end()));
    out.append("  ").append(statement.kind().isEmpty() ? "?" : statement.kind());
    statement.traits().forEach(trait -> out.append("  ").append(trait));
    out.append('\n');
    splitter.head(statement).ifPresent(head -> out.append("  head ").append(describe(head)));
    statement.text().lines().forEach(line -> out.append("  | ").append(line).append('\n'));
    String data = statement.inlineData();
    if (data != null) {
      data.lines().forEach(line -> out.append("  > ").append(line).append('\n'));
    }
    return out.toString();
  }

  private static String describe(StatementHead head) {
    StringBuilder out = new StringBuilder();
    out.append(head.verb()).append(' ').append(head.objectKind());
    head.modifiers().forEach(modifier -> out.append(' ').append(modifier));
    out.append(' ').append(String.join(" . ", head.name()));
    if (!head.table().isEmpty()) {
      out.append(" on ").append(String.join(" . ", head.table()));
    }
    head.alterations().forEach(action -> out.append("; ").append(describe(action)));
    return out.append('\n').toString();
  }

  private static String describe(StatementHead.Alteration alteration) {
    return alteration.action()
        + " "
        + alteration.name()
        + (alteration.modifiers().isEmpty() ? "" : " " + alteration.modifiers());
  }

  private static String place(Position position) {
    return position.line() + ":" + position.column();
  }
}
