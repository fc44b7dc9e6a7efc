package dev.lockstep.engines.declarative;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Script;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.SqlStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells where objects are created in files.
///
/// @param byName by their own names in lower case
record Places(Map<String, SourceLocation> byName) {
  static final Places NONE = new Places(Map.of());

  private static final Pattern CREATION =
      Pattern.compile(
          "(?is)^CREATE\\s+(?:[A-Z]+\\s+){0,6}?(?:TABLE|VIEW|INDEX|SEQUENCE|TYPE|DOMAIN|FUNCTION"
              + "|PROCEDURE|AGGREGATE|TRIGGER|EVENT|SCHEMA|EXTENSION|POLICY|COLLATION|STATISTICS)"
              + "\\s+(?:CONCURRENTLY\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?"
              + "((?:[\\w$]+|\"[^\"]+\"|`[^`]+`)(?:\\s*\\.\\s*(?:[\\w$]+|\"[^\"]+\"|`[^`]+`))?)");

  static Places in(String dialect, List<Script> scripts) {
    Map<String, SourceLocation> places = new HashMap<>();
    for (Script script : scripts) {
      for (SqlStatement statement :
          SupportedProducts.all().named(dialect).splitter().split(script.text())) {
        Matcher creation = CREATION.matcher(statement.text());
        if (creation.find()) {
          places.putIfAbsent(
              name(creation.group(1)),
              new SourceLocation(
                  script.path(), statement.start().line(), statement.start().column()));
        }
      }
    }
    return new Places(places);
  }

  private static String name(String spelled) {
    String last = spelled.substring(spelled.lastIndexOf('.') + 1).strip();
    return last.replaceAll("^[\"`]|[\"`]$", "").toLowerCase(Locale.ROOT);
  }

  /// Returns the place of an object, or of what it belongs to.
  Optional<SourceLocation> of(ObjectId id, DatabaseSchema within) {
    ObjectId at = id;
    while (at != null) {
      SourceLocation place = byName.get(at.name().toLowerCase(Locale.ROOT));
      if (place != null) {
        return Optional.of(place);
      }
      SchemaObject object = within.objects().get(at);
      at = object == null ? null : object.parent();
    }
    return Optional.empty();
  }
}
