package dev.lockstep.project;

import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Declares a unit of change history: which engine reads which files for which database.
///
/// *Shape*: `engine` and `dialect` are lower-case names (`flyway`, `postgresql`); `version` is that
/// of the servers as they write it (`15`, `11.4`), empty where nothing says; `locations` are
/// folders of migrations or one changelog file, relative to the repository's root. `options` are
/// the engine's own settings in its own words (`table`, `placeholders.x`, `baselineVersion`,
/// `outOfOrder`, `searchPath` …), read by the engine. `scratch` is a server on which databases may
/// be made to try things on, null for one of Lockstep's own.
public record SchemaDefinition(
    String name,
    String engine,
    String dialect,
    String version,
    List<String> locations,
    SequencedMap<String, String> options,
    @Nullable ConnectionDefinition scratch) {
  /// Stands in a location for the name of the instance's database.
  public static final String DATABASE = "{database}";

  public SchemaDefinition {
    locations = List.copyOf(locations);
    options = Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(options));
  }

  public SchemaDefinition(
      String name,
      String engine,
      String dialect,
      List<String> locations,
      SequencedMap<String, String> options) {
    this(name, engine, dialect, /* version= */ "", locations, options, /* scratch= */ null);
  }

  /// Returns the first number of the version; 0 where nothing says.
  public int majorVersion() {
    return version.isEmpty() ? 0 : Integer.parseInt(version.split("\\.", 2)[0]);
  }

  /// Tells whether each database has a folder of its own.
  public boolean isTree() {
    return locations.stream().anyMatch(location -> location.contains(DATABASE));
  }

  /// Returns the schema as one instance has it: its locations name the instance's database.
  public SchemaDefinition on(InstanceDefinition instance) {
    String database = instance.connection().database();
    return database == null || !isTree()
        ? this
        : new SchemaDefinition(
            name,
            engine,
            dialect,
            version,
            locations.stream().map(location -> location.replace(DATABASE, database)).toList(),
            options,
            scratch);
  }
}
