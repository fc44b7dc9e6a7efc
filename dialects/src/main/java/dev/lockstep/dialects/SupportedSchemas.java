package dev.lockstep.dialects;

import dev.lockstep.dialects.mysql.schema.MysqlSchemas;
import dev.lockstep.dialects.postgres.schema.PostgresSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.sqlite.schema.SqliteSchemas;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;

/// Lists the products whose schemas Lockstep reads and writes.
public final class SupportedSchemas {
  private static final List<SchemaDialect> ALL =
      List.of(new PostgresSchemas(), MysqlSchemas.MARIADB, MysqlSchemas.MYSQL, new SqliteSchemas());

  private SupportedSchemas() {}

  /// Returns a product by the name used in `lockstep.yaml`.
  ///
  /// *Errors*: `CONFIGURATION` for one whose schemas cannot be read.
  public static SchemaDialect named(String dialect) {
    return ALL.stream()
        .filter(one -> one.name().equals(dialect))
        .findFirst()
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.CONFIGURATION,
                "This release does not read the schemas of " + dialect + ".",
                "It reads those of " + String.join(", ", names()) + "."));
  }

  public static List<String> names() {
    return ALL.stream().map(SchemaDialect::name).toList();
  }
}
