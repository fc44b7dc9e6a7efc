package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.ChangeHistory;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Says which form of a history Lockstep is given, and in which table its rows then are.
public enum EngineFiles {
  FLYWAY("flyway", ChangeHistory.FLYWAY, "flyway_schema_history", "Flyway files"),
  FORMATTED_SQL(
      "liquibase", ChangeHistory.FORMATTED_SQL, "databasechangelog", "Liquibase formatted SQL"),
  CUSTOM_CHANGES(
      "liquibase", ChangeHistory.CUSTOM_XML, "databasechangelog", "Liquibase custom changes");

  private final String engine;
  private final String location;
  private final String historyTable;
  private final String words;

  EngineFiles(String engine, String location, String historyTable, String words) {
    this.engine = engine;
    this.location = location;
    this.historyTable = historyTable;
    this.words = words;
  }

  String engine() {
    return engine;
  }

  String location() {
    return location;
  }

  String historyTable() {
    return historyTable;
  }

  String words() {
    return words;
  }

  /// Returns the schema's options: custom changes need their jar, and the leave to run it.
  SequencedMap<String, String> options() {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    if (this == CUSTOM_CHANGES) {
      options.put("jars", ChangeHistory.CUSTOM_JAR);
      options.put("allow", "customChange");
    }
    return options;
  }
}
