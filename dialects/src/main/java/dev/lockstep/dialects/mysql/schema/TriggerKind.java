package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Is a trigger of a table.
///
/// *Shape*: `follows` is the one that runs before it at the same event, in the order of all.
final class TriggerKind implements ObjectKind {
  private static final String NAME = "trigger";

  static void read(Catalog catalog) throws SQLException {
    Map<String, String> last = new HashMap<>();
    catalog.each(
        """
        SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION,
          ACTION_STATEMENT, SQL_MODE, DEFINER, COLLATION_CONNECTION
        FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?
        ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER\
        """,
        row -> {
          String table = row.text("EVENT_OBJECT_TABLE");
          String name = row.text("TRIGGER_NAME");
          String event =
              row.text("ACTION_TIMING") + " " + row.text("EVENT_MANIPULATION").replace(",", " OR ");
          if (!catalog.has(TableKind.NAME, table)) {
            return;
          }
          String before = last.put(table + "/" + event, name);
          Found trigger =
              catalog
                  .addPart(NAME, table, name)
                  .put("event", event)
                  .put("follows", before)
                  .put("body", row.text("ACTION_STATEMENT"))
                  .put("sql_mode", row.text("SQL_MODE"))
                  .put("_definer", row.text("DEFINER"))
                  .put("_collation", row.text("COLLATION_CONNECTION"));
          if (before != null) {
            trigger.uses(ObjectId.of(NAME, table, before));
          }
        });
    for (Found trigger : catalog.ofKind(NAME)) {
      trigger.put(
          "body",
          catalog.exact(
              trigger.text("body"),
              "TRIGGER " + Spelling.name(trigger.id.name()),
              "SQL Original Statement"));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return SqlMode.in(
        object.text("sql_mode"),
        List.of(
            "CREATE TRIGGER "
                + Spelling.name(object.id().name())
                + " "
                + object.text("event")
                + " ON "
                + Spelling.name(Spelling.table(object).name())
                + " FOR EACH ROW"
                + (object.has("follows") ? " FOLLOWS " + Spelling.name(object.text("follows")) : "")
                + "\n"
                + object.text("body")));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP TRIGGER " + Spelling.name(object.id().name()));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.replace();
  }
}
