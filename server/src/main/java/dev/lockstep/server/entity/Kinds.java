package dev.lockstep.server.entity;

import dev.lockstep.access.Action;
import dev.lockstep.config.CheckedText;
import dev.lockstep.server.entity.Kind.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lists the kinds of entities, each after those that it may name: one line here, and one file with
/// the schema of its specification beside this.
public final class Kinds {
  static final String ORGANISATIONS = "orgs";
  static final String PROJECTS = "projects";

  private static final List<Kind> ALL =
      List.of(
          server(ORGANISATIONS),
          server("users"),
          server("groups"),
          server("delegates"),
          derived(PROJECTS, Level.ORGANISATION, Action.CONFIGURE, ProjectShapes.project()),
          own("secrets", Set.of(Level.PROJECT), Action.KEEP_SECRETS).sealing("value"),
          own("repositories", Set.of(Level.PROJECT), Action.DEFINE),
          own("environments", Set.of(Level.PROJECT), Action.CONFIGURE)
              .checkedBy(EnvironmentGates::faults),
          derived("schemas", Level.PROJECT, Action.DEFINE, ProjectShapes.schema())
              .withFilters("engine", "dialect", "repository")
              .checkedBy(Checks::schema),
          derived("instances", Level.PROJECT, Action.CONFIGURE, ProjectShapes.instance())
              .withFilters("schema", "environment")
              .checkedBy(Checks::instance),
          derived("policies", Level.PROJECT, Action.CONFIGURE, ProjectShapes.policySet())
              .withFilters("repository"),
          own("pipelines", Set.of(Level.PROJECT), Action.DEFINE).checkedBy(Checks::pipeline),
          own("bindings", Set.of(Level.values()), Action.GRANT)
              .withFilters("role", "user", "group")
              .checkedBy(Checks::binding));

  private Kinds() {}

  /// Returns all of them.
  public static List<Kind> all() {
    return ALL;
  }

  /// Returns those that are declared somewhere.
  public static List<Kind> at(Level level) {
    return all().stream().filter(kind -> kind.levels().contains(level)).toList();
  }

  /// Finds a kind by its name.
  public static Optional<Kind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private static Kind server(String name) {
    return own(name, Set.of(Level.SERVER), Action.ADMINISTER);
  }

  private static Kind own(String name, Set<Level> levels, Action write) {
    return kind(name, levels, write, file(name));
  }

  private static Kind derived(String name, Level level, Action write, String schema) {
    return kind(name, Set.of(level), write, schema);
  }

  private static Kind kind(String name, Set<Level> levels, Action write, String schema) {
    return new Kind(
        name,
        levels,
        write,
        schema,
        new CheckedText(schema),
        List.of(),
        List.of(),
        Kind.Check.NONE);
  }

  private static String file(String name) {
    try (InputStream schema = Kinds.class.getResourceAsStream(name + ".json")) {
      if (schema == null) {
        throw new IllegalStateException(name + ".json is missing");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
