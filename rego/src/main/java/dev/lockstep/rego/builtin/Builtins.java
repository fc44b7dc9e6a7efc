package dev.lockstep.rego.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Knows all functions.
public final class Builtins {
  public static final Map<String, Builtin> ALL = all();

  private Builtins() {}

  private static Map<String, Builtin> all() {
    Map<String, Builtin> all = new LinkedHashMap<>();
    Stream.<List<Builtin>>of(
            Aggregates.ALL,
            ArraysAndSets.ALL,
            Comparisons.ALL,
            Documents.ALL,
            Encodings.ALL,
            Globs.ALL,
            Hashes.ALL,
            JsonPatch.ALL,
            JsonSchemas.ALL,
            Networks.ALL,
            Numbers.ALL,
            Objects.ALL,
            Regex.ALL,
            Semver.ALL,
            Strings.ALL,
            Surrounded.ALL,
            Templates.ALL,
            Times.ALL,
            Tokens.ALL,
            Types.ALL,
            Units.ALL,
            Uuids.ALL)
        .flatMap(List::stream)
        .forEach(builtin -> all.put(builtin.name(), builtin));
    return all;
  }
}
