package dev.lockstep.engines.liquibase;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Holds how a test's changelog is deployed.
record Settings(
    String changelog,
    List<String> contexts,
    @Nullable String labels,
    Map<String, String> parameters,
    Map<String, String> options) {

  static Settings changelog(String changelog) {
    return new Settings(changelog, List.of(), null, Map.of(), Map.of());
  }

  Settings with(Map<String, String> more) {
    return new Settings(changelog, contexts, labels, parameters, more);
  }

  Settings in(String... given) {
    return new Settings(changelog, List.of(given), labels, parameters, options);
  }

  static Settings parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      String value = properties.getProperty(name);
      if (name.startsWith("parameter.")) {
        parameters.put(name.substring("parameter.".length()), value);
      } else if (!List.of("changelog", "contexts", "labels").contains(name)) {
        options.put(name, value);
      }
    }
    String contexts = properties.getProperty("contexts", "");
    return new Settings(
        properties.getProperty("changelog"),
        contexts.isEmpty() ? List.of() : Arrays.asList(contexts.split(",")),
        properties.getProperty("labels"),
        parameters,
        options);
  }

  String historyTable() {
    return options.getOrDefault("databaseChangeLogTableName", "DATABASECHANGELOG");
  }

  /// Returns the changelog's place in the repository.
  String location() {
    String root = options.get("searchPath");
    return root == null ? changelog : root + "/" + changelog;
  }
}
