package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.List;

/// Is the bond between a sequence and the column that owns it; an object of its own, because the
/// column's default uses the sequence, and the sequence must be there first.
final class SequenceOwnerKind implements PostgresKind {
  @Override
  public String name() {
    return "sequence_owner";
  }

  /// No dependency names a bond.
  @Override
  public String catalog() {
    return "";
  }

  @Override
  public String query(int version) {
    return """
    SELECT NULL AS oid, ARRAY[n.nspname, c.relname] AS "path[]",
      ARRAY[tn.nspname, t.relname, a.attname] AS "column[]"
    FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.objid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a' AND c.relkind = 'S'
      AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND %s AND %s\
    """
        .formatted(Catalogs.ours("n"), Catalogs.notOfExtension("pg_class", "c.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(owned(object, Spelling.path(object.texts("column"))));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(owned(object, "NONE"));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.inPlace(create(change.to(), change.desired()));
  }

  /// A sequence that stays must let go of a column that goes, or it would go with it.
  @Override
  public List<ObjectId> diesWith(SchemaObject object) {
    return List.of(new ObjectId("sequence", object.id().path()));
  }

  /// The default of the column may have to let go of the sequence first.
  @Override
  public boolean endures(SchemaObject object) {
    return true;
  }

  private static String owned(SchemaObject object, String owner) {
    return "ALTER SEQUENCE " + Spelling.path(object.id()) + " OWNED BY " + owner;
  }
}
