package dev.lockstep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the table of rooms in `ARCHITECTURE.md`: who may use whom, and what no room may do.
final class ArchitectureTest {
  /// Fewer classes than this means that the test looks at nothing.
  private static final int AT_LEAST = 150;

  private static final JavaClasses LOCKSTEP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("/testkit/"))
          .importPackages("dev.lockstep");

  /// Rooms that know no framework, no JDBC and no third party at all.
  private static final Set<String> CORE =
      Set.of(
          "error",
          "name",
          "sql",
          "statement",
          "lint",
          "source",
          "project",
          "dialect",
          "schema",
          "diff",
          "diagram",
          "access",
          "gate",
          "expression",
          "pipeline",
          "plan",
          "migration",
          "deploy");

  private static final Set<String> BELOW_CLI =
      union(
          CORE,
          Set.of(
              "dialects",
              "engines.declarative",
              "engines.flyway",
              "engines.liquibase",
              "config",
              "git",
              "rego",
              "snapshot",
              "scratch",
              "readers",
              "embedded"));

  /// Every room with the rooms it may use; a room that is not here does not exist.
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("error", Set.of()),
          Map.entry("name", Set.of("error")),
          Map.entry("sql", Set.of("error")),
          Map.entry("source", Set.of("error")),
          Map.entry("project", Set.of("error")),
          Map.entry("access", Set.of()),
          Map.entry("gate", Set.of()),
          Map.entry("expression", Set.of()),
          Map.entry("pipeline", Set.of("expression", "project")),
          Map.entry("dialect", Set.of("error", "name", "sql")),
          Map.entry("schema", Set.of("error")),
          Map.entry("diff", Set.of("error", "schema")),
          Map.entry("diagram", Set.of("schema", "diff")),
          Map.entry("plan", Set.of("error", "schema", "diff")),
          Map.entry(
              "migration",
              Set.of("error", "name", "sql", "source", "project", "schema", "dialect")),
          Map.entry(
              "deploy",
              Set.of(
                  "error",
                  "name",
                  "sql",
                  "source",
                  "project",
                  "schema",
                  "diff",
                  "dialect",
                  "migration")),
          Map.entry("dialects", CORE),
          Map.entry("statement", Set.of("name")),
          Map.entry("lint", Set.of("error", "name", "sql", "statement")),
          Map.entry("parsers", Set.of()),
          Map.entry("rego", Set.of()),
          Map.entry("readers", Set.of("name", "statement", "parsers")),
          Map.entry(
              "engines.flyway",
              Set.of("error", "name", "sql", "source", "project", "dialect", "migration")),
          Map.entry(
              "engines.liquibase",
              Set.of("error", "name", "sql", "source", "project", "dialect", "migration")),
          Map.entry("engines.declarative", union(CORE, Set.of("dialects", "scratch", "snapshot"))),
          Map.entry(
              "config", Set.of("error", "project", "source", "lint", "expression", "pipeline")),
          Map.entry("git", Set.of("error", "project", "source")),
          Map.entry("runs", Set.of("expression", "pipeline")),
          Map.entry("steps", Set.of("error", "expression", "pipeline", "gate", "config", "runs")),
          Map.entry("snapshot", Set.of("error", "schema")),
          Map.entry("embedded", Set.of()),
          Map.entry(
              "scratch",
              Set.of("error", "sql", "source", "schema", "diff", "plan", "dialects", "embedded")),
          Map.entry("client", Set.of("error", "expression", "config")),
          Map.entry("cli", union(BELOW_CLI, Set.of("client"))),
          Map.entry("server", union(BELOW_CLI, Set.of("runs", "steps", "cli"))));

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  @Test
  void enoughClassesAreSeen() {
    assertThat(LOCKSTEP.size()).isGreaterThan(AT_LEAST);
  }

  @Test
  void everyClassLivesInARoomOfTheTable() {
    Set<String> unknown =
        LOCKSTEP.stream()
            .filter(type -> room(type) == null)
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unknown).isEmpty();
  }

  @TestFactory
  List<DynamicTest> roomsUseOnlyWhatTheTableAllows() {
    return ROOMS.keySet().stream().sorted().map(this::roomTest).toList();
  }

  @Test
  void noPackageCycles() {
    slices().matching("dev.lockstep.(**)").should().beFreeOfCycles().check(LOCKSTEP);
  }

  @Test
  void theCoreKnowsOnlyTheJdkAndJspecify() {
    classes()
        .that()
        .resideInAnyPackage(
            CORE.stream().map(room -> "dev.lockstep." + room + "..").toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.lockstep..")
        .check(LOCKSTEP);
    noClasses()
        .that()
        .resideInAnyPackage(
            CORE.stream().map(room -> "dev.lockstep." + room + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(LOCKSTEP);
  }

  @Test
  void enginesStayInTheirRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lockstep.engines.flyway..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.flywaydb..")
        .check(LOCKSTEP);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lockstep.engines.liquibase..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("liquibase..")
        .check(LOCKSTEP);
  }

  @Test
  void frameworksStayInTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lockstep.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..", "com.google.crypto.tink..")
        .check(LOCKSTEP);
    // Only what listens knows by what.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lockstep.server.web..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..")
        .check(LOCKSTEP);
  }

  @Test
  void grammarsOfOthersStayInTheirRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lockstep.parsers.mysql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.debezium..", "org.antlr..")
        .check(LOCKSTEP);
  }

  @Test
  void timeChanceAndEnvironmentComeThroughConstructors() {
    noClasses()
        .that()
        .resideInAnyPackage(
            CORE.stream().map(room -> "dev.lockstep." + room + "..").toArray(String[]::new))
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(LOCKSTEP);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common|Base)$")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(LOCKSTEP);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        LOCKSTEP.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(held -> !held.getClasses().isEmpty())
            .filter(held -> !held.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unmarked).isEmpty();
  }

  private DynamicTest roomTest(String room) {
    return DynamicTest.dynamicTest(
        room,
        () -> {
          Set<String> allowed = ROOMS.get(room);
          Set<String> wrong =
              LOCKSTEP.stream()
                  .filter(type -> room.equals(room(type)))
                  .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                  .filter(dependency -> room(dependency.getTargetClass()) != null)
                  .filter(dependency -> !room.equals(room(dependency.getTargetClass())))
                  .filter(dependency -> !allowed.contains(room(dependency.getTargetClass())))
                  .map(dependency -> dependency.getDescription())
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(wrong).isEmpty();
        });
  }

  private static @org.jspecify.annotations.Nullable String room(JavaClass type) {
    String name = type.getPackageName();
    return ROOMS.keySet().stream()
        .filter(room ->
            name.equals("dev.lockstep." + room) || name.startsWith("dev.lockstep." + room + "."))
        .findFirst()
        .orElse(null);
  }
}
