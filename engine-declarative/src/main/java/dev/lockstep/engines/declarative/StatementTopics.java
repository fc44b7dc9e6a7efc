package dev.lockstep.engines.declarative;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out which object of a schema a statement of a file is about, by its first words.
///
/// *Shape*: a guess that nothing relies on: what is written with its help is loaded and compared
/// before anybody gets it.
final class StatementTopics {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`|[\\w$]+)";
  private static final String PATH = "(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")*)";
  private static final String KIND =
      "(MATERIALIZED\\s+VIEW|FOREIGN\\s+TABLE|EVENT\\s+TRIGGER|FOREIGN\\s+SERVER"
          + "|FOREIGN\\s+DATA\\s+WRAPPER|TEXT\\s+SEARCH\\s+\\w+|TABLE|VIEW|COLUMN|SEQUENCE|INDEX"
          + "|TYPE|DOMAIN|FUNCTION|PROCEDURE|ROUTINE|AGGREGATE|SCHEMA|EXTENSION|COLLATION"
          + "|STATISTICS|PUBLICATION)";
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "(?is)^COMMENT\\s+ON\\s+(?:CONSTRAINT|TRIGGER|POLICY|RULE)\\s+"
                  + NAME
                  + "\\s+ON\\s+(?:(DOMAIN)\\s+)?"
                  + PATH
                  + ".*"),
          Pattern.compile("(?is)^COMMENT\\s+ON\\s+" + KIND + "\\s+" + PATH + ".*"),
          Pattern.compile(
              "(?is)^(?:GRANT|REVOKE)\\s.*?\\sON\\s+(?:" + KIND + "\\s+)?" + PATH + ".*"),
          Pattern.compile(
              "(?is)^CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(?:CONCURRENTLY\\s+)?ON\\s+(?:(TABLE)\\s+)?"
                  + PATH
                  + ".*"));
  private static final Pattern PART = Pattern.compile(NAME);
  private static final Pattern SEARCH_PATH =
      Pattern.compile("(?is)^SET\\s+(?:SESSION\\s+)?search_path\\s*(?:=|TO)\\s*'?(" + NAME + ").*");

  /// These share their names.
  private static final List<String> RELATIONS =
      List.of("table", "foreign_table", "view", "materialized_view", "sequence", "index");

  private static final List<String> TYPES = List.of("enum", "composite", "range", "domain");
  private static final List<String> ROUTINES = List.of("function", "procedure", "aggregate");

  private final Splitter splitter;
  private final Map<String, List<SchemaObject>> byName = new HashMap<>();
  private String place = "public";

  StatementTopics(DatabaseSchema schema, Splitter splitter) {
    this.splitter = splitter;
    for (SchemaObject object : schema.objects().values()) {
      byName
          .computeIfAbsent(own(object.id()).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(object);
    }
  }

  /// Forgets what earlier statements set, at the beginning of a file.
  void beginFile() {
    place = "public";
  }

  /// Returns the object; empty when the statement names none that is there.
  Optional<ObjectId> of(SqlStatement statement) {
    Matcher setting = SEARCH_PATH.matcher(statement.text());
    if (setting.matches()) {
      place = plain(setting.group(1));
      return Optional.empty();
    }
    Optional<StatementHead> head = splitter.head(statement);
    if (head.isPresent()) {
      return named(head.get().objectKind(), head.get().name(), head.get().table());
    }
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(statement.text());
      if (matcher.matches()) {
        List<String> path = new ArrayList<>();
        Matcher part = PART.matcher(matcher.group(2));
        while (part.find()) {
          path.add(plain(part.group()));
        }
        String word = matcher.group(1);
        if (word != null && word.equalsIgnoreCase("COLUMN")) {
          path.removeLast();
        }
        return path.isEmpty() ? Optional.empty() : named(word, path, List.of());
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectId> named(@Nullable String word, List<String> name, List<String> table) {
    List<String> kinds = kinds(word == null ? "TABLE" : word);
    List<SchemaObject> found =
        byName.getOrDefault(name.getLast().toLowerCase(Locale.ROOT), List.of()).stream()
            .filter(object -> kinds.contains(object.kind()))
            .filter(object -> isOf(object, table))
            .filter(object ->
                name.size() == 1
                    || object.id().path().size() == 1
                    || object.id().path().getFirst().equals(name.get(name.size() - 2)))
            .toList();
    return found.stream()
        .filter(object -> object.id().path().getFirst().equals(place))
        .findFirst()
        .or(() -> found.stream().filter(one -> own(one.id()).equals(name.getLast())).findFirst())
        .or(() -> found.stream().findFirst())
        .map(SchemaObject::id);
  }

  private static boolean isOf(SchemaObject object, List<String> table) {
    ObjectId parent = object.parent();
    return table.isEmpty() || parent == null || parent.name().equalsIgnoreCase(table.getLast());
  }

  private static List<String> kinds(String word) {
    String kind = word.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
    return switch (kind) {
      case "table", "view", "materialized_view", "foreign_table", "sequence", "column" -> RELATIONS;
      case "type", "domain" -> TYPES;
      case "function", "procedure", "routine", "aggregate" -> ROUTINES;
      case "foreign_server" -> List.of("server", "foreign_server");
      default -> List.of(kind);
    };
  }

  /// The arguments of a routine come behind its name.
  private static String own(ObjectId id) {
    return ROUTINES.contains(id.kind()) && id.path().size() > 2 ? id.path().get(1) : id.name();
  }

  private static String plain(String part) {
    if (part.startsWith("\"")) {
      return part.substring(1, part.length() - 1).replace("\"\"", "\"");
    }
    return part.startsWith("`") ? part.substring(1, part.length() - 1).replace("``", "`") : part;
  }
}
