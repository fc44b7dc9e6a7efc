package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Are statistics over several columns or expressions of a table.
///
/// *Shape*: `target` is how many values are looked at, from PostgreSQL 13 on.
final class StatisticsKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("STATISTICS");
  private static final int TARGET_SINCE = 13;

  @Override
  public String name() {
    return "statistics";
  }

  @Override
  public String catalog() {
    return "pg_statistic_ext";
  }

  @Override
  public String query(int version) {
    return """
    SELECT s.oid, ARRAY[n.nspname, s.stxname] AS "path[]",
      pg_catalog.pg_get_statisticsobjdef(s.oid) AS definition, %s AS target
    FROM pg_catalog.pg_statistic_ext s
    JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace WHERE %s AND %s\
    """
        .formatted(
            version >= TARGET_SINCE
                ? "CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END"
                : "NULL",
            Catalogs.ours("n"),
            Catalogs.notOfExtension("pg_statistic_ext", "s.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(object.texts("definition"));
    if (object.has("target")) {
      statements.add(target(object));
    }
    statements.addAll(EXTRAS.create(object, Spelling.path(object.id())));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP STATISTICS " + Spelling.path(object.id()));
  }

  @Override
  public Alteration alter(Change change) {
    if (change.touches("definition")) {
      return Alteration.replace();
    }
    List<String> statements = new ArrayList<>();
    if (change.touches("target")) {
      statements.add(target(change.to()));
    }
    statements.addAll(EXTRAS.alter(change, Spelling.path(change.to().id())));
    return Alteration.inPlace(statements);
  }

  private static String target(SchemaObject object) {
    return "ALTER STATISTICS "
        + Spelling.path(object.id())
        + " SET STATISTICS "
        + (object.has("target") ? object.text("target") : "-1");
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change change) {
    return TypeFamily.KINDS.contains(change.to().kind());
  }
}
