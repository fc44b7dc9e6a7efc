package dev.lockstep.engines.liquibase.bridge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Holds a schema's options for Liquibase, and the parameters of one instance.
///
/// @param searchRoots folders of the repository that changelog paths start from
/// @param parameters values for `${name}` in changelogs, those of the instance before those of the
///   schema
/// @param allowed dangerous features that the schema's owner switched on
/// @param jars paths in the repository of jars with custom changes
public record LiquibaseOptions(
    List<String> searchRoots,
    SequencedMap<String, String> parameters,
    List<Feature> allowed,
    List<String> jars,
    @Nullable String changelogTable,
    @Nullable String lockTable,
    @Nullable String liquibaseSchema,
    @Nullable String defaultSchema) {
  public LiquibaseOptions {
    searchRoots = List.copyOf(searchRoots);
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    allowed = List.copyOf(allowed);
    jars = List.copyOf(jars);
  }

  public boolean allows(Feature feature) {
    return allowed.contains(feature);
  }

  /// Names what can run programs or foreign code.
  public enum Feature {
    EXECUTE_COMMAND("executeCommand"),
    CUSTOM_CHANGE("customChange"),
    CUSTOM_PRECONDITION("customPrecondition");

    private final String option;

    Feature(String option) {
      this.option = option;
    }

    /// Returns the word for the option `allow`.
    public String option() {
      return option;
    }
  }
}
