package dev.lockstep.engines.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Changelogs that mean harm end in one clear sentence, soon, and without a trace.
@Timeout(60)
final class HostileChangelogTest {
  private static final String HEAD =
      """
      <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
      """;

  /// A root element as people write it by hand, which Liquibase does not take.
  private static final String BARE =
      "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\">\n";

  private final TestDatabase database = TestPostgres.database();
  @TempDir Path cache;
  @TempDir Path tree;
  @TempDir Path outside;

  @Test
  void externalEntitiesAreRefused() throws IOException {
    Path secret = Files.writeString(outside.resolve("secret"), "hunter2");
    write(
        "c.xml",
        "<!DOCTYPE databaseChangeLog [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]>\n"
            + HEAD
            + "<changeSet id=\"1\" author=\"a\"><sql>&x;</sql></changeSet></databaseChangeLog>");

    LockstepException refusal = refusal("c.xml");

    assertThat(refusal.code()).isEqualTo(ErrorCode.CHANGE_FILE);
    assertThat(refusal).hasMessageStartingWith("c.xml:1: declares a document type");
    assertThat(refusal).hasMessageNotContaining("hunter2");
  }

  @Test
  void nestedEntitiesAreRefused() throws IOException {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int level = 1; level < 30; level++) {
      laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(level, level - 1, level - 1));
    }
    write(
        "c.xml",
        laughs + "]>" + HEAD + "<changeSet id=\"&a29;\" author=\"a\"/></databaseChangeLog>");

    assertThat(refusal("c.xml")).hasMessageContaining("declares a document type");
  }

  @Test
  void aliasesThatGrowAreRefused() throws IOException {
    StringBuilder laughs =
        new StringBuilder("databaseChangeLog:\n- property: {name: a, value: b}\n");
    laughs.append("- x0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
    for (int level = 1; level < 12; level++) {
      String alias = "*a" + (level - 1);
      laughs.append("- x%d: &a%d [%s]\n".formatted(level, level, (alias + ", ").repeat(8) + alias));
    }
    write("c.yaml", laughs.toString());

    LockstepException refusal = refusal("c.yaml");

    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refusal).hasMessageContaining("when its aliases are replaced");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    write("c.xml", HEAD + "<a>".repeat(10_000) + "</a>".repeat(10_000) + "</databaseChangeLog>");
    write("c.yaml", "databaseChangeLog: " + "[".repeat(10_000) + "]".repeat(10_000));
    write("c.json", "{\"databaseChangeLog\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}");

    assertThat(refusal("c.xml")).hasMessageContaining("nested deeper than");
    assertThat(refusal("c.yaml")).hasMessageContaining("nested deeper than");
    assertThat(refusal("c.json")).hasMessageContaining("nested deeper than");
  }

  @Test
  void changelogsThatIncludeThemselvesAreNamed() throws IOException {
    write("self.xml", HEAD + "<include file=\"self.xml\"/></databaseChangeLog>");
    write("db/a.yaml", "databaseChangeLog:\n- include: {file: db/b.yaml}\n");
    write("db/b.yaml", "databaseChangeLog:\n- include: {file: db/a.yaml}\n");
    write("all/c.yaml", "databaseChangeLog:\n- includeAll: {path: all/}\n");

    assertThat(refusal("self.xml")).hasMessage("self.xml: includes itself.");
    assertThat(refusal("db/a.yaml")).hasMessage("db/a.yaml: includes itself through db/b.yaml.");
    assertThat(refusal("all/c.yaml")).hasMessageContaining("all/c.yaml: includes itself");
  }

  @Test
  void pathsOutOfTheRepositoryAreRefused() throws IOException {
    Files.writeString(outside.resolve("secret.sql"), "SELECT 'hunter2'");
    String up = "../".repeat(12) + outside.toString().substring(1) + "/secret.sql";
    for (String path :
        java.util.List.of(
            "../secret.sql",
            up,
            outside + "/secret.sql",
            "file://" + outside + "/secret.sql",
            "http://example.org/secret.sql",
            "classpath:liquibase.build.properties#secret.sql")) {
      write(
          "c.yaml",
          """
          databaseChangeLog:
          - changeSet:
              id: 1
              author: a
              changes:
              - sqlFile: {path: "%s"}
          """
              .formatted(path));

      assertThat(refused("c.yaml")).as(path).contains("secret.sql").doesNotContain("hunter2");
    }
  }

  @Test
  void linksOutOfTheRepositoryAreRefused() throws IOException {
    Files.writeString(outside.resolve("other.yaml"), "databaseChangeLog: []");
    Files.createSymbolicLink(tree.resolve("linked.yaml"), outside.resolve("other.yaml"));
    write("c.yaml", "databaseChangeLog:\n- include: {file: linked.yaml}\n");

    assertThat(refusal("c.yaml")).hasMessageContaining("linked.yaml");
  }

  @Test
  void programsRunOnlyWhenAllowed() throws IOException {
    Path mark = outside.resolve("ran");
    write(
        "c.xml",
        HEAD
            + "<changeSet id=\"1\" author=\"a\">\n"
            + "<executeCommand executable=\"touch\"><arg value=\""
            + mark
            + "\"/></executeCommand></changeSet></databaseChangeLog>");

    LockstepException refusal = refusal("c.xml");

    assertThat(refusal).hasMessageContaining("c.xml:5: uses 'executeCommand'");
    assertThat(refusal.nextStep()).contains("allow: executeCommand");
    Settings allowed = Settings.changelog("c.xml").with(Map.of("allow", "executeCommand"));
    assertThat(Workbench.of(engine(), tree, allowed, database).assess().pending()).hasSize(1);
    assertThat(mark).doesNotExist();
  }

  @Test
  void foreignClassesLoadOnlyWhenAllowed() throws IOException {
    write(
        "change.yaml",
        """
        databaseChangeLog:
        - changeSet:
            id: 1
            author: a
            changes:
            - customChange: {class: java.lang.String}
        """);
    write(
        "condition.yaml",
        """
        databaseChangeLog:
        - preConditions:
          - customPrecondition: {className: java.lang.String}
        """);
    write(
        "filter.xml",
        HEAD + "<includeAll path=\"x\" filter=\"java.lang.String\"/></databaseChangeLog>");

    assertThat(refusal("change.yaml")).hasMessageStartingWith("change.yaml:6: uses 'customChange'");
    assertThat(refusal("condition.yaml")).hasMessageContaining("uses 'customPrecondition'");
    assertThat(refusal("filter.xml")).hasMessageContaining("names a class to load ('filter')");
  }

  @Test
  void environmentAndSystemPropertiesStayUnresolved() throws IOException {
    write(
        "c.yaml",
        """
        databaseChangeLog:
        - property: {name: mine, value: "${PATH}"}
        - changeSet:
            id: 1
            author: a
            changes:
            - sql: {sql: "SELECT '${PATH} ${java.home} ${mine} ${given}'"}
        """);
    Settings settings =
        new Settings("c.yaml", java.util.List.of(), null, Map.of("given", "yes"), Map.of());

    Assessment plan = Workbench.of(engine(), tree, settings, database).assess();

    assertThat(plan.pending().getFirst().statements().getFirst().sql().text())
        .isEqualTo("SELECT '${PATH} ${java.home} ${PATH} yes'");
  }

  @Test
  void brokenFilesSayWhere() throws IOException {
    write("c.xml", HEAD + "<changeSet id=\"1\" author=\"a\">\n</oops></databaseChangeLog>");
    write("c.yaml", "databaseChangeLog:\n- changeSet: {id: 1\n  author: [\n");
    write(
        "unknown.yaml",
        """
        databaseChangeLog:
        - changeSet: {id: 1, author: a, changes: [{crateTable: {tableName: x}}]}
        """);

    write("bare.xml", BARE + "<changeSet id=\"1\" author=\"a\"/></databaseChangeLog>");
    write(
        "unknown.xml",
        HEAD + "<changeSet id=\"1\" author=\"a\">\n<crateTable/></changeSet></databaseChangeLog>");
    write("outer.xml", HEAD + "<include file=\"unknown.xml\"/></databaseChangeLog>");

    assertThat(refusal("c.xml")).hasMessageStartingWith("c.xml:5: is no well-formed XML");
    assertThat(refusal("c.yaml")).hasMessageStartingWith("c.yaml:3: cannot be read");
    assertThat(refusal("unknown.yaml"))
        .hasMessageStartingWith("unknown.yaml:2: cannot be read: Unknown change type 'crateTable'");
    assertThat(refusal("unknown.xml"))
        .hasMessage(
            "unknown.xml:5: cannot be read: Invalid content was found starting with element"
                + " 'crateTable'.");
    assertThat(refusal("outer.xml")).hasMessageStartingWith("unknown.xml:5: cannot be read");
    LockstepException bare = refusal("bare.xml");
    assertThat(bare).hasMessageStartingWith("bare.xml:1: cannot be read: Cannot find the decl");
    assertThat(bare.nextStep()).contains("xsi:schemaLocation");
    assertThat(refusal("absent.yaml")).hasMessageContaining("absent.yaml");
  }

  @Test
  void everyFaultIsToldOnceAndBeforeAnythingRuns() throws IOException {
    write(
        "long.xml",
        HEAD
            + "<changeSet id=\""
            + "x".repeat(256)
            + "\" author=\"a\"><sql>select 1</sql></changeSet></databaseChangeLog>");
    write(
        "gone.xml",
        HEAD
            + "<changeSet id=\"1\" author=\"a\"><sqlFile path=\"gone.sql\"/></changeSet>"
            + "</databaseChangeLog>");

    assertThat(faults("long.xml"))
        .containsExactly(
            "long.xml:4: The id of this changeset has 256 characters, and Liquibase's table takes"
                + " 255.");
    assertThat(faults("gone.xml")).singleElement().asString().contains("gone.sql");
  }

  private java.util.List<String> faults(String changelog) {
    return Workbench.of(engine(), tree, Settings.changelog(changelog), database)
        .assess()
        .faults()
        .stream()
        .map(dev.lockstep.error.Fault::describe)
        .toList();
  }

  private void write(String file, String content) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private LiquibaseEngine engine() {
    return new LiquibaseEngine(cache);
  }

  private LockstepException refusal(String changelog) {
    long start = System.nanoTime();
    LockstepException refusal =
        catchThrowableOfType(
            LockstepException.class,
            () -> Workbench.of(engine(), tree, Settings.changelog(changelog), database).assess());
    assertThat(refusal).as(changelog + " is refused").isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    return refusal;
  }

  /// Returns what is wrong, whether it stops the reading or only the deployment.
  private String refused(String changelog) {
    try {
      Assessment assessment =
          Workbench.of(engine(), tree, Settings.changelog(changelog), database).assess();
      assertThat(assessment.faults()).isNotEmpty();
      return assessment.faults().toString();
    } catch (LockstepException e) {
      return e.getMessage();
    }
  }
}
