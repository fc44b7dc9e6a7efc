package dev.lockstep.dialects.postgres.schema;

import java.util.Set;

/// Writes what queries of catalogs have in common.
final class Catalogs {
  /// Kinds of objects, as `acldefault` names them, on which others may do something from the
  /// beginning.
  private static final Set<String> OPEN = Set.of("f", "l", "T");

  private Catalogs() {}

  /// Restricts rows of `pg_namespace` to schemas that people made.
  static String ours(String namespace) {
    return "%1$s.nspname !~ '^pg_' AND %1$s.nspname NOT IN ('information_schema', 'lockstep')"
        .formatted(namespace);
  }

  /// Leaves out what an extension brought.
  static String notOfExtension(String catalog, String oid) {
    return """
    %s NOT IN (SELECT ext.objid FROM pg_catalog.pg_depend ext
      WHERE ext.refclassid = 'pg_catalog.pg_extension'::regclass
      AND ext.classid = 'pg_catalog.%s'::regclass AND ext.deptype = 'e')\
    """
        .formatted(oid, catalog);
  }

  /// Reads what people wrote about their objects, and about schemas that were there before.
  static final String COMMENTS =
      """
      SELECT m.classoid::pg_catalog.regclass::text, m.objoid, m.objsubid, m.description
      FROM pg_catalog.pg_description m
      WHERE (m.objoid >= 16384 OR m.classoid = 'pg_catalog.pg_namespace'::regclass)
        AND m.classoid <> 'pg_catalog.pg_extension'::regclass\
      """;

  /// Lists privileges as `grantee=PRIVILEGE`, with a `*` behind those that may be handed on; those
  /// of the owner are left out, and so is who granted one.
  ///
  /// @param type of object, as `acldefault` names it
  static String privileges(String acl, String type, String owner) {
    String all =
        OPEN.contains(type)
            ? "coalesce(%s, pg_catalog.acldefault('%s', %s))".formatted(acl, type, owner)
            : acl;
    return """
    CASE WHEN %1$s IS NOT NULL THEN (SELECT array_agg(CASE WHEN acl.grantee = 0 THEN 'PUBLIC'
        ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(acl.grantee)) END
        || '=' || acl.privilege_type || CASE WHEN acl.is_grantable THEN '*' ELSE '' END
        ORDER BY acl.grantee <> 0, pg_catalog.pg_get_userbyid(acl.grantee), acl.privilege_type)
      FROM (SELECT every.grantee, every.privilege_type,
          bool_or(every.is_grantable) AS is_grantable
        FROM pg_catalog.aclexplode(%1$s) every GROUP BY 1, 2) acl
      WHERE acl.grantee <> %2$s) END AS "privileges[]"\
    """
        .formatted(all, owner);
  }

  /// Reads an array, sorted, as an attribute of that name. Most have none, which costs least when
  /// asked first.
  static String sorted(String array, String attribute) {
    return """
    CASE WHEN %1$s IS NOT NULL THEN (SELECT array_agg(o ORDER BY o) FROM unnest(%1$s) o) END
      AS "%2$s[]"\
    """
        .formatted(array, attribute);
  }

  static String owner(String owner) {
    return "pg_catalog.pg_get_userbyid(" + owner + ") AS _owner";
  }

  /// Names a collation that is not the usual one of its type.
  static String collation(String collation, String usual) {
    return """
    (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
      FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
      WHERE co.oid = %1$s AND %1$s <> %2$s) AS collation\
    """
        .formatted(collation, usual);
  }
}
