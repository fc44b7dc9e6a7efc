package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Is a check of a domain.
final class DomainConstraintKind implements PostgresKind {
  private static final Extras EXTRAS = Extras.of("CONSTRAINT");

  @Override
  public String name() {
    return "domain_constraint";
  }

  @Override
  public String catalog() {
    return "pg_constraint";
  }

  @Override
  public String query(int version) {
    return """
    SELECT k.oid, ARRAY[n.nspname, t.typname, k.conname] AS "path[]", 'domain' AS parent_kind,
      pg_catalog.pg_get_constraintdef(k.oid) AS definition
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_type t ON t.oid = k.contypid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE k.contype = 'c' AND %s AND %s\
    """
        .formatted(Catalogs.ours("n"), Catalogs.notOfExtension("pg_type", "t.oid"));
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return create(object);
  }

  static List<String> create(SchemaObject object) {
    List<String> statements = new ArrayList<>();
    statements.add(
        alter(object, "ADD CONSTRAINT " + name(object) + " " + object.text("definition")));
    statements.addAll(EXTRAS.create(object, spelled(object)));
    return statements;
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of(alter(object, "DROP CONSTRAINT " + name(object)));
  }

  @Override
  public Alteration alter(Change change) {
    if (!change.touches("definition")) {
      return Alteration.inPlace(EXTRAS.alter(change, spelled(change.to())));
    }
    boolean validated =
        change.from().text("definition").equals(change.to().text("definition") + " NOT VALID")
            && !change.touches("comment");
    return validated
        ? Alteration.inPlace(
            List.of(alter(change.to(), "VALIDATE CONSTRAINT " + name(change.to()))))
        : Alteration.replace();
  }

  @Override
  public boolean blocksTypeChange(SchemaObject object, Change change) {
    return !TypeFamily.KINDS.contains(change.to().kind())
        || TypeFamily.of(change).checks(change).stream()
            .noneMatch(check -> check.id().equals(object.id()));
  }

  private static String spelled(SchemaObject object) {
    return name(object) + " ON DOMAIN " + Spelling.table(object.id());
  }

  private static String name(SchemaObject object) {
    return Spelling.name(object.id().name());
  }

  private static String alter(SchemaObject object, String action) {
    return "ALTER DOMAIN " + Spelling.table(object.id()) + " " + action;
  }
}
