package dev.lockstep.dialects.postgres.schema;

/// Names what a database holds and Lockstep does not understand, so that nothing is left out in
/// silence.
final class NotManaged {
  private NotManaged() {}

  static final String QUERY =
      """
      SELECT 'base type ' || t.oid::regtype FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'b' AND t.typelem = 0 AND %1$s AND %2$s
      UNION ALL SELECT 'operator class ' || n.nspname || '.' || c.opcname
        FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
        WHERE %1$s AND %3$s
      UNION ALL SELECT 'operator family ' || n.nspname || '.' || c.opfname
        FROM pg_catalog.pg_opfamily c JOIN pg_catalog.pg_namespace n ON n.oid = c.opfnamespace
        WHERE %1$s AND %4$s
      UNION ALL SELECT 'conversion ' || n.nspname || '.' || c.conname
        FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
        WHERE %1$s AND %5$s
      UNION ALL SELECT 'text search parser ' || n.nspname || '.' || c.prsname
        FROM pg_catalog.pg_ts_parser c JOIN pg_catalog.pg_namespace n ON n.oid = c.prsnamespace
        WHERE %1$s AND %6$s
      UNION ALL SELECT 'text search template ' || n.nspname || '.' || c.tmplname
        FROM pg_catalog.pg_ts_template c JOIN pg_catalog.pg_namespace n ON n.oid = c.tmplnamespace
        WHERE %1$s AND %7$s
      UNION ALL SELECT 'language ' || l.lanname FROM pg_catalog.pg_language l
        WHERE l.oid >= 16384 AND %8$s
      UNION ALL SELECT 'transform of ' || t.trftype::regtype FROM pg_catalog.pg_transform t
        WHERE t.oid >= 16384 AND %9$s
      UNION ALL SELECT 'user mapping of ' || m.usename || ' for ' || m.srvname
        FROM pg_catalog.pg_user_mappings m
      UNION ALL SELECT 'subscription ' || s.subname FROM pg_catalog.pg_subscription s
        JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
        WHERE d.datname = pg_catalog.current_database()
      UNION ALL SELECT 'security label ' || s.provider || ' on ' || s.objtype || ' ' || s.objname
        FROM pg_catalog.pg_seclabels s\
      """
          .formatted(
              Catalogs.ours("n"),
              Catalogs.notOfExtension("pg_type", "t.oid"),
              Catalogs.notOfExtension("pg_opclass", "c.oid"),
              Catalogs.notOfExtension("pg_opfamily", "c.oid"),
              Catalogs.notOfExtension("pg_conversion", "c.oid"),
              Catalogs.notOfExtension("pg_ts_parser", "c.oid"),
              Catalogs.notOfExtension("pg_ts_template", "c.oid"),
              Catalogs.notOfExtension("pg_language", "l.oid"),
              Catalogs.notOfExtension("pg_transform", "t.oid"));
}
