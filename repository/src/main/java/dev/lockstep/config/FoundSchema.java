package dev.lockstep.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Is a unit of changes that was found in a repository.
///
/// @param dialect null when nothing tells it
/// @param version of its servers, null when nothing tells it
/// @param url of a development database, without credentials and options; null when none is known
record FoundSchema(
    String name,
    String engine,
    @Nullable String dialect,
    @Nullable String version,
    List<String> locations,
    SequencedMap<String, String> options,
    @Nullable String url,
    @Nullable String username,
    List<String> contexts,
    @Nullable String labels) {

  FoundSchema {
    locations = List.copyOf(locations);
    options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
    contexts = List.copyOf(contexts);
  }

  static FoundSchema example() {
    return new FoundSchema(
        "example",
        "flyway",
        "postgresql",
        null,
        List.of("db/migration"),
        Collections.emptyNavigableMap(),
        null,
        null,
        List.of(),
        null);
  }

  FoundSchema named(String other) {
    return new FoundSchema(
        other, engine, dialect, version, locations, options, url, username, contexts, labels);
  }
}
