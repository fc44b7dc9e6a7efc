package dev.lockstep.engines.liquibase.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Adds to every changelog under `testdata/changelog-text` an include, where it can, and two
/// changesets. `␍` stands for a carriage return.
final class ChangelogTextTest {
  private static final Path FOLDER = Path.of("src/test/resources/testdata/changelog-text");
  private static final List<NewChangeset> CHANGESETS =
      List.of(
          new NewChangeset(
              new NewChangeset.Head(
                  "T-1 \"<&>'", "Mia: \"x\"\n--rollback", "why ${x} <b>", "dev and !prod", "a,b"),
              List.of("CREATE TABLE \"a]]>\" (id int,\n\n  text text DEFAULT '${x}')", "SELECT 1"),
              List.of("DROP TABLE \"a]]>\""),
              true,
              true),
          new NewChangeset(
              new NewChangeset.Head("2", "mia", null, null, null),
              List.of("CREATE INDEX CONCURRENTLY i ON a (id)"),
              List.of(),
              false,
              false));

  @TestFactory
  List<DynamicTest> everythingThatIsThereStays() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().contains(".before."))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    String name = file.getFileName().toString();
    String before = Files.readString(file).replace("␍", "\r");
    ChangelogFormat format = ChangelogFormat.of(name).orElseThrow();
    ChangelogText text = format.read(name, before);
    String withInclude =
        format == ChangelogFormat.SQL
            ? before
            : text.with(new Include(false, "new \"&\" file.sql", true));
    String after = format.read(name, withInclude).with(CHANGESETS);
    assertThat(remains(before, after)).as("what was there").isTrue();
    String seen = text.includes() + " " + text.endsWithInclude() + "\n" + after.replace("\r", "␍");
    Path golden = FOLDER.resolve(name.replace(".before.", ".after."));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, seen);
    }
    assertThat(seen).isEqualTo(Files.readString(golden));
  }

  /// Tells whether nothing but one stretch came in between. An empty list or root has to open.
  private static boolean remains(String before, String after) {
    String old = before.replace(" []", "").replace(" />", ">").stripTrailing();
    String now = after.stripTrailing();
    int head = 0;
    while (head < old.length() && now.charAt(head) == old.charAt(head)) {
      head++;
    }
    return now.endsWith(old.substring(head)) || now.contains("databaseChangeLog\": [");
  }
}
