package dev.lockstep.engines.liquibase.formatted;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds the reader of formatted SQL to what Liquibase makes of the same files: the same, or
/// nothing.
final class FormattedChangelogTest {
  private static final Path DATA = Path.of("src/test/resources/testdata/formatted");
  private static final BothReaders BOTH = new BothReaders();

  @TestFactory
  Stream<DynamicTest> aFileIsReadWithoutLiquibase() throws IOException {
    return files("files").flatMap(file -> Stream.of(file("\n", file), file("\r\n", file)));
  }

  private static DynamicTest file(String lineEnd, Path file) {
    return dynamicTest(
        file.getFileName() + (lineEnd.length() > 1 ? " with CRLF" : ""),
        () -> {
          String text = Files.readString(file).replace("\n", lineEnd);
          Map<String, String> parameters = Map.of("prefix", "shop", "twice", "${prefix}_${prefix}");
          for (List<String> contexts : List.of(List.<String>of(), List.of("test", "Eu"))) {
            for (String labels : new String[] {null, "small,other"}) {
              assertThat(
                      BOTH.compare(
                          BothReaders.request(
                              "db/a.sql", Map.of("db/a.sql", text), parameters, contexts, labels)))
                  .isEmpty();
            }
          }
        });
  }

  /// Each line stands in a changeset; `=` says that it is read without Liquibase, `!` that it is
  /// left to it.
  @TestFactory
  Stream<DynamicTest> aLineIsReadTheSameOrLeft() throws IOException {
    return Files.readAllLines(DATA.resolve("lines.txt")).stream()
        .filter(line -> line.startsWith("=") || line.startsWith("!"))
        .map(line ->
            dynamicTest(
                line,
                () -> {
                  String file =
                      "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n"
                          + line.substring(2).replace("\\t", "\t")
                          + "\nSELECT 2;\nSELECT 3;\n--changeset a:last\nSELECT 4;\n";
                  String left = BOTH.compare(BothReaders.request("a.sql", Map.of("a.sql", file)));
                  assertThat(left).matches(line.startsWith("=") ? "" : ".+");
                }));
  }

  @TestFactory
  Stream<DynamicTest> aTreeIsReadTheSameOrLeft() throws IOException {
    return files("trees")
        .map(folder ->
            dynamicTest(
                folder.getFileName().toString(),
                () -> {
                  Properties settings = new Properties();
                  try (Reader reader =
                      Files.newBufferedReader(folder.resolve("settings.properties"))) {
                    settings.load(reader);
                  }
                  String left = BOTH.compare(request(settings, folder.resolve("tree")));
                  assertThat(left).matches(settings.containsKey("left") ? ".+" : "");
                }));
  }

  private static ChangelogRequest request(Properties settings, Path root) throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : settings.stringPropertyNames()) {
      if (name.startsWith("parameter.")) {
        parameters.put(name.substring("parameter.".length()), settings.getProperty(name));
      }
    }
    String searchPath = settings.getProperty("searchPath");
    String contexts = settings.getProperty("contexts");
    return new ChangelogRequest(
        MemoryTree.of(root),
        settings.getProperty("changelog"),
        BothReaders.options(searchPath == null ? List.of("") : List.of(searchPath, ""), parameters),
        contexts == null ? List.of() : List.of(contexts.split(",")),
        settings.getProperty("labels"),
        BothReaders.server("public"));
  }

  /// The name of a table is quoted where the schema's is a word of SQL, for example.
  @TestFactory
  Stream<DynamicTest> theTablesOfASchemaAreTheSameOrLeft() {
    return Stream.of("public", "shop_2", "order", "user", "Shop", "a-b", "a b", "ordered", "_x")
        .map(schema ->
            dynamicTest(
                schema,
                () -> {
                  TreeMap<String, byte[]> files = new TreeMap<>();
                  files.put("a.sql", "--liquibase formatted sql\n".getBytes(UTF_8));
                  String left =
                      BOTH.compare(
                          new ChangelogRequest(
                              new MemoryTree(files),
                              "a.sql",
                              BothReaders.options(List.of(""), Map.of()),
                              List.of(),
                              null,
                              BothReaders.server(schema)));
                  assertThat(left)
                      .matches(
                          List.of("public", "shop_2", "ordered", "_x").contains(schema)
                              ? ""
                              : ".+");
                }));
  }

  private static Stream<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve(folder))) {
      return files.sorted().toList().stream();
    }
  }
}
