package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a trigger that a partition has of its parent and that does not simply fire on it.
///
/// *Shape*: each partition says so for itself, whatever its parent says.
final class InheritedTriggerKind implements PostgresKind {
  static final String NAME = "inherited_trigger";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String catalog() {
    return "";
  }

  /// Before PostgreSQL 13 a dependency alone tells which trigger another one is a copy of.
  @Override
  public String query(int version) {
    return """
    SELECT NULL AS oid, ARRAY[n.nspname, c.relname, g.tgname] AS "path[]",
      CASE c.relkind WHEN 'f' THEN 'foreign_table' ELSE 'table' END AS parent_kind,
      (SELECT ARRAY[rn.nspname, r.relname, g.tgname] FROM pg_catalog.pg_class r
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        WHERE r.oid = pg_catalog.pg_partition_root(c.oid)) AS "_origin[]",
      %s
    FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relispartition AND g.tgenabled <> 'O' AND g.tgconstraint = 0 AND EXISTS (
        SELECT FROM pg_catalog.pg_depend d WHERE d.objid = g.oid AND d.deptype = 'P'
        AND d.classid = 'pg_catalog.pg_trigger'::regclass
        AND d.refclassid = 'pg_catalog.pg_trigger'::regclass) AND %s AND %s\
    """
        .formatted(
            TriggerKind.ENABLED, Catalogs.ours("n"), Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public List<ObjectId> diesWith(SchemaObject object) {
    List<ObjectId> others = new ArrayList<>(object.uses());
    others.add(TableKind.of(object));
    return others;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(TriggerKind.enabled(object, "TRIGGER", desired));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(TriggerKind.enabled(object, "ENABLE", "TRIGGER", live));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.inPlace(create(change.to(), change.desired()));
  }
}
