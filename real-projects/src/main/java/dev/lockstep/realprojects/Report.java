package dev.lockstep.realprojects;

import java.util.List;
import java.util.Locale;

/// Writes the results as a page.
final class Report {
  private static final String HEAD =
      """
      # Histories of real projects

      Histories that no one here wrote, each deployed to an empty PostgreSQL 15 with Lockstep's command line and, to
      another empty database, with the engine's own library alone (Flyway 13.12.0, Liquibase 4.33.0). For each:
      `init`, `status` and `plan` (which must leave no table behind), `deploy`, and a second `deploy`, which must do
      nothing. Then both databases are compared: `pg_dump --schema-only` with the engine's own tables and without
      the schema `lockstep`, all rows of the history but times and deployment numbers, and the number of rows of
      every table.

      The projects are not part of this repository. Put each one's files below `DIR/PROJECT` with the paths of its
      own repository, then:

      ```
      ./real-projects/run DIR
      ```

      | Project | Snapshot | Engine | Tables | Changes | Direct / by engine | First deploy, s | Second deploy, s | Engine alone, s | Schema equal | History equal | Rows equal | Notes |
      |---|---|---|--:|--:|--:|--:|--:|--:|---|---|---|---|
      """;
  private static final String FOOT =
      """

      Seconds of Lockstep are those of whole `deploy` commands with the start of the program, after a `status` and a
      `plan` that began with empty caches; those of the engine alone are of a call in a running JVM. Nothing else was
      done to make them comparable: they say that it works, not how fast. *Direct* changes are executed by Lockstep
      itself, the others by the engine's library inside it.
      """;

  private Report() {}

  static String text(List<Result> results) {
    StringBuilder text = new StringBuilder(HEAD);
    results.forEach(result -> text.append(row(result)).append('\n'));
    return text.append(FOOT).toString();
  }

  static String row(Result result) {
    RealProject project = result.project();
    return String.format(
        Locale.ROOT,
        "| [%s](https://github.com/%s) | %s | %s | %d | %d | %d / %d | %.1f | %.1f | %.1f | %s | %s"
            + " | %s | %s |",
        project.repository(),
        project.repository(),
        project.snapshot(),
        project.engine() == RealProject.EngineKind.FLYWAY ? "Flyway" : "Liquibase",
        result.tables(),
        result.changes(),
        result.direct(),
        result.byEngine(),
        result.times().firstDeploy(),
        result.times().secondDeploy(),
        result.times().engineAlone(),
        word(result.verdict().schema()),
        word(result.verdict().history()),
        word(result.verdict().rows()),
        result.fault().isEmpty()
            ? project.note()
            : "failed: " + result.fault().lines().findFirst().orElse(""));
  }

  private static String word(boolean equal) {
    return equal ? "yes" : "**no**";
  }
}
