package dev.lockstep.dialects.postgres.schema;

import java.util.List;

/// Lists the kinds whose objects are written down in their query.
final class DefinedKinds {
  private DefinedKinds() {}

  static final PostgresKind RANGE =
      new DefinedKind(
          "range",
          "pg_type",
          version ->
              """
              SELECT t.oid, ARRAY[n.nspname, t.typname] AS "path[]",
                'CREATE TYPE ' || %s || ' AS RANGE (' || array_to_string(ARRAY[
                  'SUBTYPE = ' || pg_catalog.format_type(r.rngsubtype, NULL),
                  (SELECT 'SUBTYPE_OPCLASS = ' || pg_catalog.quote_ident(cn.nspname) || '.'
                    || pg_catalog.quote_ident(o.opcname) FROM pg_catalog.pg_opclass o
                    JOIN pg_catalog.pg_namespace cn ON cn.oid = o.opcnamespace
                    WHERE o.oid = r.rngsubopc AND NOT o.opcdefault),
                  (SELECT 'COLLATION = ' || pg_catalog.quote_ident(cn.nspname) || '.'
                    || pg_catalog.quote_ident(c.collname) FROM pg_catalog.pg_collation c
                    JOIN pg_catalog.pg_namespace cn ON cn.oid = c.collnamespace
                    JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
                    WHERE c.oid = r.rngcollation AND c.oid <> s.typcollation),
                  CASE WHEN r.rngcanonical <> 0 THEN 'CANONICAL = ' || r.rngcanonical::text END,
                  CASE WHEN r.rngsubdiff <> 0 THEN 'SUBTYPE_DIFF = ' || r.rngsubdiff::text END
                  %s], ', ') || ')' AS "definition", %s
              FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
              JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE %s AND %s\
              """
                  .formatted(
                      qualified("n", "t.typname"),
                      version >= 14
                          ? """
                          , (SELECT 'MULTIRANGE_TYPE_NAME = ' || pg_catalog.quote_ident(mn.nspname)
                            || '.' || pg_catalog.quote_ident(m.typname) FROM pg_catalog.pg_type m
                            JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
                            WHERE m.oid = r.rngmultitypid)\
                          """
                          : "",
                      Catalogs.privileges("t.typacl", "T", "t.typowner"),
                      Catalogs.ours("n"),
                      Catalogs.notOfExtension("pg_type", "t.oid")),
          Extras.granted("TYPE").bornWith("PUBLIC=USAGE"),
          object -> Spelling.path(object.id()));

  static final PostgresKind OPERATOR =
      new DefinedKind(
          "operator",
          "pg_operator",
          _ ->
              """
              SELECT o.oid, ARRAY[n.nspname, o.oprname, CASE WHEN o.oprleft = 0 THEN 'NONE'
                  ELSE pg_catalog.format_type(o.oprleft, NULL) END || ', '
                  || CASE WHEN o.oprright = 0 THEN 'NONE'
                  ELSE pg_catalog.format_type(o.oprright, NULL) END] AS "path[]",
                'CREATE OPERATOR ' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ' ('
                  || array_to_string(ARRAY['FUNCTION = ' || %s,
                  CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = '
                    || pg_catalog.format_type(o.oprleft, NULL) END,
                  CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = '
                    || pg_catalog.format_type(o.oprright, NULL) END,
                  (SELECT 'COMMUTATOR = OPERATOR(' || pg_catalog.quote_ident(x.nspname) || '.'
                    || c.oprname || ')' FROM pg_catalog.pg_operator c
                    JOIN pg_catalog.pg_namespace x ON x.oid = c.oprnamespace
                    WHERE c.oid = o.oprcom),
                  (SELECT 'NEGATOR = OPERATOR(' || pg_catalog.quote_ident(x.nspname) || '.'
                    || c.oprname || ')' FROM pg_catalog.pg_operator c
                    JOIN pg_catalog.pg_namespace x ON x.oid = c.oprnamespace
                    WHERE c.oid = o.oprnegate),
                  CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest::text END,
                  CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin::text END,
                  CASE WHEN o.oprcanhash THEN 'HASHES' END,
                  CASE WHEN o.oprcanmerge THEN 'MERGES' END], ', ') || ')' AS definition
              FROM pg_catalog.pg_operator o
              JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
              WHERE o.oprcode <> 0 AND %s AND %s\
              """
                  .formatted(
                      routine("o.oprcode"),
                      Catalogs.ours("n"),
                      Catalogs.notOfExtension("pg_operator", "o.oid")),
          Extras.of("OPERATOR"),
          object -> {
            List<String> path = object.id().path();
            return Spelling.name(path.getFirst()) + "." + path.get(1) + " (" + path.get(2) + ")";
          });

  static final PostgresKind CAST =
      new DefinedKind(
          "cast",
          "pg_cast",
          _ ->
              """
              SELECT k.oid, ARRAY[pg_catalog.format_type(k.castsource, NULL),
                  pg_catalog.format_type(k.casttarget, NULL)] AS "path[]",
                'CREATE CAST (' || pg_catalog.format_type(k.castsource, NULL) || ' AS '
                  || pg_catalog.format_type(k.casttarget, NULL) || ') '
                  || CASE k.castmethod WHEN 'f' THEN 'WITH FUNCTION '
                    || k.castfunc::regprocedure::text WHEN 'i' THEN 'WITH INOUT'
                    ELSE 'WITHOUT FUNCTION' END
                  || CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'
                    ELSE '' END AS definition
              FROM pg_catalog.pg_cast k WHERE k.oid >= 16384 AND %s
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = k.oid
                  AND d.classid = 'pg_catalog.pg_cast'::regclass AND d.deptype = 'i')\
              """
                  .formatted(Catalogs.notOfExtension("pg_cast", "k.oid")),
          Extras.of("CAST"),
          object ->
              "(" + object.id().path().getFirst() + " AS " + object.id().path().getLast() + ")");

  static final PostgresKind COLLATION =
      new DefinedKind(
          "collation",
          "pg_collation",
          version ->
              """
              SELECT c.oid, ARRAY[n.nspname, c.collname] AS "path[]",
                'CREATE COLLATION ' || %s || ' (' || array_to_string(ARRAY[
                  'PROVIDER = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'
                    ELSE 'libc' END, %s
                  CASE WHEN NOT c.collisdeterministic THEN 'DETERMINISTIC = false' END], ', ')
                  || ')' AS definition
              FROM pg_catalog.pg_collation c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace WHERE %s AND %s\
              """
                  .formatted(
                      qualified("n", "c.collname"),
                      locale(version),
                      Catalogs.ours("n"),
                      Catalogs.notOfExtension("pg_collation", "c.oid")),
          Extras.of("COLLATION"),
          object -> Spelling.path(object.id()));

  private static String locale(int version) {
    if (version < 15) {
      // As newer versions want it, too; there an ICU locale has no other place.
      return """
      CASE WHEN c.collprovider = 'i' THEN 'LOCALE = ' || pg_catalog.quote_literal(c.collcollate) END,
      CASE WHEN c.collprovider <> 'i' THEN 'LC_COLLATE = ' || pg_catalog.quote_literal(c.collcollate) END,
      CASE WHEN c.collprovider <> 'i' THEN 'LC_CTYPE = ' || pg_catalog.quote_literal(c.collctype) END,\
      """;
    }
    String own =
        version >= 17
            ? "'LOCALE = ' || pg_catalog.quote_literal(c.colllocale),"
            : "'LOCALE = ' || pg_catalog.quote_literal(c.colliculocale),";
    String rules = version >= 16 ? "'RULES = ' || pg_catalog.quote_literal(c.collicurules)," : "";
    return own
        + rules
        + " 'LC_COLLATE = ' || pg_catalog.quote_literal(c.collcollate),"
        + " 'LC_CTYPE = ' || pg_catalog.quote_literal(c.collctype),";
  }

  static final PostgresKind TEXT_SEARCH_DICTIONARY =
      new DefinedKind(
          "text_search_dictionary",
          "pg_ts_dict",
          _ ->
              """
              SELECT d.oid, ARRAY[n.nspname, d.dictname] AS "path[]",
                'CREATE TEXT SEARCH DICTIONARY ' || %s || ' (TEMPLATE = '
                  || (SELECT %s FROM pg_catalog.pg_ts_template t
                    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
                    WHERE t.oid = d.dicttemplate)
                  || coalesce(', ' || d.dictinitoption, '') || ')' AS definition
              FROM pg_catalog.pg_ts_dict d
              JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace WHERE %s AND %s\
              """
                  .formatted(
                      qualified("n", "d.dictname"),
                      qualified("tn", "t.tmplname"),
                      Catalogs.ours("n"),
                      Catalogs.notOfExtension("pg_ts_dict", "d.oid")),
          Extras.of("TEXT SEARCH DICTIONARY"),
          object -> Spelling.path(object.id()));

  static final PostgresKind TEXT_SEARCH_CONFIGURATION =
      new DefinedKind(
          "text_search_configuration",
          "pg_ts_config",
          _ ->
              """
              SELECT c.oid, ARRAY[n.nspname, c.cfgname] AS "path[]",
                ARRAY['CREATE TEXT SEARCH CONFIGURATION ' || %1$s || ' (PARSER = '
                  || (SELECT %2$s FROM pg_catalog.pg_ts_parser p
                    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
                    WHERE p.oid = c.cfgparser) || ')']
                || coalesce((SELECT array_agg('ALTER TEXT SEARCH CONFIGURATION ' || %1$s
                  || ' ADD MAPPING FOR ' || pg_catalog.quote_ident(m.alias) || ' WITH '
                  || m.dictionaries ORDER BY m.alias) FROM (SELECT tt.alias,
                    string_agg(%3$s, ', ' ORDER BY mm.mapseqno) AS dictionaries
                    FROM pg_catalog.pg_ts_config_map mm
                    JOIN pg_catalog.ts_token_type(c.cfgparser) tt ON tt.tokid = mm.maptokentype
                    JOIN pg_catalog.pg_ts_dict dd ON dd.oid = mm.mapdict
                    JOIN pg_catalog.pg_namespace dn ON dn.oid = dd.dictnamespace
                    WHERE mm.mapcfg = c.oid GROUP BY tt.alias) m), '{}') AS "definition[]"
              FROM pg_catalog.pg_ts_config c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace WHERE %4$s AND %5$s\
              """
                  .formatted(
                      qualified("n", "c.cfgname"),
                      qualified("pn", "p.prsname"),
                      qualified("dn", "dd.dictname"),
                      Catalogs.ours("n"),
                      Catalogs.notOfExtension("pg_ts_config", "c.oid")),
          Extras.of("TEXT SEARCH CONFIGURATION"),
          object -> Spelling.path(object.id()));

  static final PostgresKind ACCESS_METHOD =
      new DefinedKind(
          "access_method",
          "pg_am",
          _ ->
              """
              SELECT a.oid, ARRAY[a.amname] AS "path[]",
                'CREATE ACCESS METHOD ' || pg_catalog.quote_ident(a.amname) || ' TYPE '
                  || CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END || ' HANDLER '
                  || %s AS definition
              FROM pg_catalog.pg_am a WHERE a.oid >= 16384 AND %s\
              """
                  .formatted(routine("a.amhandler"), Catalogs.notOfExtension("pg_am", "a.oid")),
          Extras.of("ACCESS METHOD"),
          object -> Spelling.path(object.id()));

  static final PostgresKind EVENT_TRIGGER =
      new DefinedKind(
          "event_trigger",
          "pg_event_trigger",
          _ ->
              """
              SELECT e.oid, ARRAY[e.evtname] AS "path[]",
                array_remove(ARRAY['CREATE EVENT TRIGGER ' || pg_catalog.quote_ident(e.evtname)
                  || ' ON ' || e.evtevent
                  || coalesce(' WHEN TAG IN (' || (SELECT string_agg(pg_catalog.quote_literal(t),
                    ', ' ORDER BY t) FROM unnest(e.evttags) t) || ')', '')
                  || ' EXECUTE FUNCTION ' || %s || '()',
                  CASE e.evtenabled WHEN 'D' THEN 'ALTER EVENT TRIGGER '
                    || pg_catalog.quote_ident(e.evtname) || ' DISABLE'
                    WHEN 'R' THEN 'ALTER EVENT TRIGGER ' || pg_catalog.quote_ident(e.evtname)
                    || ' ENABLE REPLICA' WHEN 'A' THEN 'ALTER EVENT TRIGGER '
                    || pg_catalog.quote_ident(e.evtname) || ' ENABLE ALWAYS' END], NULL)
                  AS "definition[]"
              FROM pg_catalog.pg_event_trigger e WHERE %s\
              """
                  .formatted(
                      routine("e.evtfoid"), Catalogs.notOfExtension("pg_event_trigger", "e.oid")),
          Extras.of("EVENT TRIGGER"),
          object -> Spelling.path(object.id()));

  static final PostgresKind PUBLICATION =
      new DefinedKind(
          "publication",
          "pg_publication",
          version ->
              """
              SELECT b.oid, ARRAY[b.pubname] AS "path[]",
                'CREATE PUBLICATION ' || pg_catalog.quote_ident(b.pubname)
                  || CASE WHEN b.puballtables THEN ' FOR ALL TABLES' ELSE coalesce(' FOR '
                    || nullif(concat_ws(', ', %s), ''), '') END
                  || ' WITH (publish = ' || pg_catalog.quote_literal(array_to_string(ARRAY[
                    CASE WHEN b.pubinsert THEN 'insert' END, CASE WHEN b.pubupdate THEN 'update' END,
                    CASE WHEN b.pubdelete THEN 'delete' END,
                    CASE WHEN b.pubtruncate THEN 'truncate' END], ', ')) || %s || ')'
                  AS definition
              FROM pg_catalog.pg_publication b WHERE %s\
              """
                  .formatted(
                      published(version),
                      version >= 13
                          ? "CASE WHEN b.pubviaroot THEN ', publish_via_partition_root = true'"
                              + " ELSE '' END"
                          : "''",
                      Catalogs.notOfExtension("pg_publication", "b.oid")),
          Extras.of("PUBLICATION"),
          object -> Spelling.path(object.id()));

  private static String published(int version) {
    String details =
        version >= 15
            ? """
            || coalesce(' (' || (SELECT string_agg(pg_catalog.quote_ident(a.attname), ', '
               ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
               AND a.attnum = ANY (r.prattrs)) || ')', '')
             || coalesce(' WHERE ' || pg_catalog.pg_get_expr(r.prqual, c.oid), '')\
            """
            : "";
    // Its heirs are listed where they belong to it.
    String only =
        """
        CASE WHEN c.relkind = 'r' AND EXISTS (SELECT FROM pg_catalog.pg_inherits i
          WHERE i.inhparent = c.oid) THEN 'ONLY ' ELSE '' END || \
        """;
    String tables =
        """
        (SELECT %s%s%s, ', ' ORDER BY n.nspname, c.relname)
          FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = b.oid)\
        """
            .formatted(
                // Older versions say the word once.
                version < 15 ? "'TABLE ' || string_agg(" + only : "string_agg('TABLE ' || " + only,
                qualified("n", "c.relname"),
                details);
    return version < 15
        ? tables
        : tables
            + """
            , (SELECT string_agg('TABLES IN SCHEMA ' || pg_catalog.quote_ident(n.nspname), ', '
              ORDER BY n.nspname) FROM pg_catalog.pg_publication_namespace r
              JOIN pg_catalog.pg_namespace n ON n.oid = r.pnnspid WHERE r.pnpubid = b.oid)\
            """;
  }

  /// Spells a qualified name in SQL.
  private static String qualified(String namespace, String name) {
    return "pg_catalog.quote_ident(%s.nspname) || '.' || pg_catalog.quote_ident(%s)"
        .formatted(namespace, name);
  }

  private static String routine(String oid) {
    return """
    (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.proname)
      FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
      WHERE f.oid = %s)\
    """
        .formatted(oid);
  }
}
