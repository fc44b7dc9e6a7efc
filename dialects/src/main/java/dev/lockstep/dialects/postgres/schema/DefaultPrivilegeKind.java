package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.List;
import java.util.stream.Stream;

/// Is what a role grants on objects that it will create; the role of the session goes by no name.
final class DefaultPrivilegeKind implements PostgresKind {
  static final String NAME = "default_privileges";

  /// Stands for whoever looks: what a change sets for its own role is replayed by another one.
  private static final String OWN = "CURRENT_USER";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String catalog() {
    return "pg_default_acl";
  }

  @Override
  public String query(int version) {
    return """
    SELECT * FROM (SELECT d.oid, ARRAY[CASE WHEN pg_catalog.pg_get_userbyid(d.defaclrole)
          = current_user THEN '%s' ELSE pg_catalog.pg_get_userbyid(d.defaclrole) END, coalesce(n.nspname, ''),
        CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
        WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS'
        ELSE 'LARGE OBJECTS' END] AS "path[]",
      %s, (SELECT u."privileges[]" FROM (SELECT %s) u
        WHERE d.defaclnamespace = 0) AS "_usual[]"
    FROM pg_catalog.pg_default_acl d
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
    WHERE %s) unusual
    WHERE unusual."privileges[]" IS DISTINCT FROM unusual."_usual[]"\
    """
        .formatted(
            OWN,
            Catalogs.privileges("d.defaclacl", "r", "d.defaclrole"),
            Catalogs.privileges(
                "pg_catalog.acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'"
                    + " ELSE d.defaclobjtype END::\"char\", d.defaclrole)",
                "r",
                "d.defaclrole"),
            Catalogs.notOfExtension("pg_default_acl", "d.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return privileges(object, object.texts("_usual"), object.texts("privileges"));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return privileges(object, object.texts("privileges"), object.texts("_usual"));
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.inPlace(
        privileges(
            change.to(), change.from().texts("privileges"), change.to().texts("privileges")));
  }

  private static List<String> privileges(SchemaObject object, List<String> from, List<String> to) {
    List<String> path = object.id().path();
    String schema = path.get(1);
    return Extras.privileges(
        "ALTER DEFAULT PRIVILEGES"
            + (path.getFirst().equals(OWN) ? "" : " FOR ROLE " + Spelling.name(path.getFirst()))
            + (schema.isEmpty() ? "" : " IN SCHEMA " + Spelling.name(schema))
            + " ",
        "ON " + path.getLast(),
        from,
        to);
  }

  /// Lists what default privileges may grant on a new object.
  static List<String> granted(SchemaObject object, String type, DatabaseSchema within) {
    return of(type, within)
        .filter(one -> List.of("", object.id().path().getFirst()).contains(one.id().path().get(1)))
        .flatMap(one -> one.texts("privileges").stream())
        .distinct()
        .toList();
  }

  /// Lists what a new object may lack of what others of its type are born with; those of a schema
  /// take nothing away.
  static List<String> revoked(List<String> usual, String type, DatabaseSchema within) {
    return usual.stream()
        .filter(entry ->
            of(type, within)
                .anyMatch(one ->
                    one.id().path().get(1).isEmpty() && !one.texts("privileges").contains(entry)))
        .toList();
  }

  private static Stream<SchemaObject> of(String type, DatabaseSchema within) {
    String plural =
        switch (type) {
          case "TABLE" -> "TABLES";
          case "SEQUENCE" -> "SEQUENCES";
          case "FUNCTION", "PROCEDURE" -> "FUNCTIONS";
          case "TYPE", "DOMAIN" -> "TYPES";
          case "SCHEMA" -> "SCHEMAS";
          default -> "";
        };
    return within.ofKind(NAME).stream().filter(one -> one.id().name().equals(plural));
  }
}
