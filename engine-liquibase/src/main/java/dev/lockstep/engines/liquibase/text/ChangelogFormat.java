package dev.lockstep.engines.liquibase.text;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Locale;
import java.util.Optional;

/// Names the formats of changelogs.
public enum ChangelogFormat {
  SQL,
  XML,
  YAML,
  JSON;

  /// Returns the format of a file by its ending.
  public static Optional<ChangelogFormat> of(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "sql" -> Optional.of(SQL);
      case "xml" -> Optional.of(XML);
      case "yaml", "yml" -> Optional.of(YAML);
      case "json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /// Returns a changelog without entries.
  public ChangelogText empty() {
    return switch (this) {
      case SQL -> new SqlChangelog("--liquibase formatted sql\n");
      case XML -> new XmlChangelog(XmlChangelog.EMPTY);
      case YAML -> new YamlChangelog("databaseChangeLog:\n");
      case JSON -> new JsonChangelog("{\n  \"databaseChangeLog\": [\n  ]\n}\n");
    };
  }

  /// Reads a changelog.
  ///
  /// @param path for messages
  public ChangelogText read(String path, String text) {
    try {
      return switch (this) {
        case SQL -> new SqlChangelog(text);
        case XML -> new XmlChangelog(text).checked();
        case YAML ->
            YamlChangelog.isFlow(text)
                ? new JsonChangelog(text).checked()
                : new YamlChangelog(text).checked();
        case JSON -> new JsonChangelog(text).checked();
      };
    } catch (IllegalArgumentException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          path + " cannot be added to: " + e.getMessage() + ".",
          "Write the changes into a file of their own and include it by hand.",
          e);
    }
  }
}
