package dev.lockstep.realprojects;

import java.util.List;

/// Describes one public project whose history of changes is deployed.
///
/// @param name its folder below the one that the caller names
/// @param repository where it comes from, on github.com
/// @param snapshot month of the copy that was used
/// @param location folder of migrations or root changelog, relative to the project's folder
/// @param searchPath folders that changelog paths start from; empty for Flyway
/// @param rounds contexts of one deployment after the other; a single empty list for none
/// @param customClasses names of the project's own classes that changelogs call, which empty
///   classes of ours stand in for on both sides
/// @param note what a reader must know to understand the row
record RealProject(
    String name,
    String repository,
    String snapshot,
    EngineKind engine,
    String location,
    List<String> searchPath,
    List<List<String>> rounds,
    List<String> customClasses,
    String note) {
  private static final List<List<String>> ONE_ROUND = List.of(List.of());
  private static final String TASKS = "org.apache.fineract.infrastructure.core.service.migration.";

  RealProject {
    searchPath = List.copyOf(searchPath);
    rounds = rounds.stream().map(List::copyOf).toList();
    customClasses = List.copyOf(customClasses);
  }

  enum EngineKind {
    FLYWAY,
    LIQUIBASE
  }

  /// Lists the projects in the order of the report.
  static List<RealProject> all() {
    return List.of(
        flyway(
            "marquez",
            "MarquezProject/marquez",
            "March 2025",
            "api/src/main/resources/marquez/db/migration",
            "its four Java migrations are left out on both sides; has an index built concurrently"),
        flyway(
            "conductor",
            "conductor-oss/conductor",
            "August 2026",
            "postgres-persistence/src/main/resources/db",
            "the three folders as one history; has indexes built concurrently"),
        flyway(
            "kestra",
            "kestra-io/kestra",
            "December 2024",
            "jdbc-postgres/src/main/resources/migrations/postgres",
            ""),
        flyway(
            "hyades",
            "DependencyTrack/hyades-apiserver",
            "May 2026",
            "migration/src/main/resources/org/dependencytrack/migration",
            "versioned and repeatable"),
        new RealProject(
            "traccar",
            "traccar/traccar",
            "August 2026",
            EngineKind.LIQUIBASE,
            "schema/changelog-master.xml",
            List.of(),
            ONE_ROUND,
            List.of(),
            ""),
        fineract());
  }

  private static RealProject flyway(
      String name, String repository, String snapshot, String location, String note) {
    return new RealProject(
        name,
        repository,
        snapshot,
        EngineKind.FLYWAY,
        location,
        List.of(),
        ONE_ROUND,
        List.of(),
        note);
  }

  private static RealProject fineract() {
    return new RealProject(
        "fineract",
        "apache/fineract",
        "October 2024",
        EngineKind.LIQUIBASE,
        "fineract-provider/src/main/resources/db/changelog/db.changelog-master.xml",
        List.of(
            "fineract-provider/src/main/resources",
            "fineract-loan/src/main/resources",
            "fineract-investor/src/main/resources"),
        List.of(
            List.of("tenant_db", "initial_switch", "postgresql"),
            List.of("tenant_db", "postgresql")),
        List.of(
            TASKS + "TenantPasswordEncryptionTask", TASKS + "TenantReadOnlyPasswordEncryptionTask"),
        "two deployments with other contexts, as its server does; two of its classes are named by"
            + " changes of another context and are empty here");
  }
}
