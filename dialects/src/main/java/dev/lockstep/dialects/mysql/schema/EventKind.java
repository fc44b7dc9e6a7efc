package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Is an event of the server's own scheduler.
///
/// *Shape*: `schedule` holds only times that people gave: the server notes the moment of creation
/// for one that begins at once. Its times are those of `time_zone`.
final class EventKind implements ObjectKind {
  private static final String NAME = "event";

  /// Units of several parts, whose value is a text.
  private static final Set<String> PLAIN_UNITS =
      Set.of("YEAR", "QUARTER", "MONTH", "DAY", "HOUR", "MINUTE", "WEEK", "SECOND", "MICROSECOND");

  private static final Map<String, String> STATUS =
      Map.of(
          "DISABLED",
          "DISABLE",
          "SLAVESIDE_DISABLED",
          "DISABLE ON SLAVE",
          "REPLICA_SIDE_DISABLED",
          "DISABLE ON REPLICA");

  static void read(Catalog catalog) throws SQLException {
    catalog.each(
        """
        SELECT EVENT_NAME, EVENT_DEFINITION, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, SQL_MODE,
          CASE WHEN COALESCE(CONVERT_TZ(STARTS, TIME_ZONE, @@time_zone), STARTS)
            NOT IN (CREATED, LAST_ALTERED) THEN STARTS END AS STARTS,
          ENDS, STATUS, ON_COMPLETION, EVENT_COMMENT, TIME_ZONE, DEFINER, COLLATION_CONNECTION
        FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?\
        """,
        row -> {
          String schedule = schedule(row);
          catalog
              .add(NAME, null, row.text("EVENT_NAME"))
              .put("schedule", schedule)
              .put(
                  "time_zone",
                  schedule.matches(".*(AT|STARTS|ENDS) '.*") ? row.text("TIME_ZONE") : null)
              .put("body", row.text("EVENT_DEFINITION"))
              .put("status", STATUS.get(row.text("STATUS")))
              .flag("preserved", row.text("ON_COMPLETION").equals("PRESERVE"))
              .put("comment", row.text("EVENT_COMMENT"))
              .put("sql_mode", row.text("SQL_MODE"))
              .put("_definer", row.text("DEFINER"))
              .put("_collation", row.text("COLLATION_CONNECTION"));
        });
    for (Found event : catalog.ofKind(NAME)) {
      event.put(
          "body",
          catalog.exact(
              event.text("body"), "EVENT " + Spelling.name(event.id.name()), "Create Event"));
    }
  }

  private static String schedule(Catalog.Row row) throws SQLException {
    if (row.get("EXECUTE_AT") != null) {
      return "AT '" + row.text("EXECUTE_AT") + "'";
    }
    String unit = row.text("INTERVAL_FIELD");
    String value = row.text("INTERVAL_VALUE");
    return "EVERY "
        + (PLAIN_UNITS.contains(unit) || value.startsWith("'") ? value : "'" + value + "'")
        + " "
        + unit
        + (row.get("STARTS") == null ? "" : " STARTS '" + row.text("STARTS") + "'")
        + (row.get("ENDS") == null ? "" : " ENDS '" + row.text("ENDS") + "'");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return create("CREATE ", object);
  }

  private static List<String> create(String verb, SchemaObject object) {
    String mode = object.text("sql_mode");
    String text =
        verb
            + "EVENT "
            + Spelling.name(object.id().name())
            + " ON SCHEDULE "
            + object.text("schedule")
            + (object.has("preserved") ? " ON COMPLETION PRESERVE" : "")
            + (object.has("status") ? " " + object.text("status") : "")
            + (object.has("comment")
                ? " COMMENT " + SqlMode.literal(object.text("comment"), mode)
                : "")
            + " DO "
            + object.text("body");
    List<String> statements = new ArrayList<>(SqlMode.in(mode, List.of(text)));
    if (object.has("time_zone")) {
      statements.addFirst(
          "SET @lockstep_time_zone = @@time_zone, time_zone = "
              + Spelling.literal(object.text("time_zone")));
      statements.addLast("SET time_zone = @lockstep_time_zone");
    }
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP EVENT " + Spelling.name(object.id().name()));
  }

  @Override
  public Alteration alter(Change change) {
    return Flavour.isMariaDb(change.desired())
        ? Alteration.inPlace(create("CREATE OR REPLACE ", change.to()))
        : Alteration.replace();
  }
}
