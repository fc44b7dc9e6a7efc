package dev.lockstep.dialects.postgres.schema;

/// Writes the queries that tell which object needs which.
final class Dependencies {
  private Dependencies() {}

  /// Reads what users' objects need of each other; those of the system itself are always there, and
  /// the triggers of a foreign key and the types of a table stand for it. A foreign key to a key
  /// that a partition has of its parent needs the one of that parent.
  static final String QUERY =
      """
      SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid
      FROM pg_catalog.pg_depend d
      WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype <> 'e' AND NOT (d.deptype = 'i'
        AND d.classid IN ('pg_catalog.pg_trigger'::regclass, 'pg_catalog.pg_type'::regclass))
      UNION ALL SELECT 'pg_catalog.pg_constraint'::regclass, k.oid, 0,
        'pg_catalog.pg_class'::regclass, pg_catalog.pg_partition_root(k.conindid), 0
      FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conindid
      WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relispartition\
      """;

  /// Names catalog rows that stand for another one: the type of a table, the rule of a view, the
  /// index of a constraint, what an extension brought.
  static String aliases(int version) {
    return """
    SELECT 'pg_type', t.oid, 'pg_class', t.typrelid, 0
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
      WHERE c.relkind <> 'c' AND t.oid >= 16384
    UNION ALL SELECT 'pg_class', t.typrelid, 'pg_type', t.oid, 0
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
      WHERE c.relkind = 'c' AND t.oid >= 16384
    UNION ALL SELECT 'pg_type', t.typarray, 'pg_type', t.oid, 0 FROM pg_catalog.pg_type t
      WHERE t.typarray >= 16384
    %s
    UNION ALL SELECT 'pg_rewrite', r.oid, 'pg_class', r.ev_class, 0 FROM pg_catalog.pg_rewrite r
      WHERE r.rulename = '_RETURN' AND r.oid >= 16384
    UNION ALL SELECT 'pg_class', k.conindid, 'pg_constraint', k.oid, 0
      FROM pg_catalog.pg_constraint k WHERE k.contype IN ('p', 'u', 'x') AND k.conindid >= 16384
    UNION ALL SELECT 'pg_attrdef', d.oid, 'pg_class', d.adrelid, d.adnum
      FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid
      AND a.attnum = d.adnum WHERE a.attgenerated <> ''
    UNION ALL SELECT 'pg_class', d.objid, 'pg_class', d.refobjid, d.refobjsubid
      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.objid
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND c.relkind = 'S' AND d.deptype = 'i'
    UNION ALL SELECT 'pg_publication_rel', r.oid, 'pg_publication', r.prpubid, 0
      FROM pg_catalog.pg_publication_rel r
    UNION ALL SELECT e.classid::pg_catalog.regclass::text, e.objid, 'pg_extension', e.refobjid, 0
      FROM pg_catalog.pg_depend e WHERE e.deptype = 'e'\
    """
        .formatted(
            version >= 14
                ? """
                UNION ALL SELECT 'pg_type', r.rngmultitypid, 'pg_type', r.rngtypid, 0
                  FROM pg_catalog.pg_range r WHERE r.rngtypid >= 16384\
                """
                : "");
  }
}
