package dev.lockstep.realprojects;

import dev.lockstep.testkit.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns what `init` drafted into the file for one database, as a user would by hand.
record Configuration(RealProject project, TestDatabase database) {
  private static final Pattern NAME = Pattern.compile("(?m)^  - name: (\\S+)$");

  /// Returns the file: the drafted schema when it needs no more than that, and our instance.
  ///
  /// *Errors*: `IllegalStateException` when `init` did not find the project's history.
  String text(String draft, List<String> contexts) {
    if (!draft.contains("location: " + project.location() + "\n")) {
      throw new IllegalStateException("init did not find " + project.location() + ":\n" + draft);
    }
    if (!project.customClasses().isEmpty()) {
      return declared() + instance(project.name(), contexts);
    }
    Matcher name = NAME.matcher(draft);
    if (!name.find()) {
      throw new IllegalStateException("init named no schema:\n" + draft);
    }
    return draft.substring(0, draft.indexOf("instances:")) + instance(name.group(1), contexts);
  }

  private String declared() {
    return """
    project: %s
    schemas:
      - name: %s
        engine: %s
        dialect: postgresql
        location: %s
        options:
          searchPath: "%s"
          jars: %s
          allow: customChange
    environments: [dev, staging, prod]
    """
        .formatted(
            project.name(),
            project.name(),
            project.engine().name().toLowerCase(Locale.ROOT),
            project.location(),
            String.join(",", project.searchPath()),
            CustomClasses.JAR);
  }

  private String instance(String schema, List<String> contexts) {
    String filter = contexts.isEmpty() ? "" : "    contexts: " + contexts + "\n";
    return """
    instances:
      - name: real
        schema: %s
        environment: dev
        host: %s
        port: %d
        database: %s
        username: %s
        password: <+env.REAL_PASSWORD>
    """
            .formatted(
                schema, database.host(), database.port(), database.database(), database.user())
        + filter;
  }
}
