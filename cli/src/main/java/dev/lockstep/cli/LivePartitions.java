package dev.lockstep.cli;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Session;
import dev.lockstep.lint.PartitionedTable;
import dev.lockstep.name.QualifiedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks a database of PostgreSQL which tables are partitioned.
final class LivePartitions {
  /// Before it there are no default partitions, and no indexes of partitioned tables.
  private static final int FIRST = 11;

  private static final String QUERY =
      """
      SELECT n.nspname AS schema, t.relname AS name, rn.nspname AS rest_schema, r.relname AS rest,
        i.relname AS index
      FROM pg_catalog.pg_partitioned_table p
      JOIN pg_catalog.pg_class t ON t.oid = p.partrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
      LEFT JOIN pg_catalog.pg_class r ON r.oid = p.partdefid
      LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
      LEFT JOIN pg_catalog.pg_index x ON x.indrelid = t.oid
      LEFT JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      ORDER BY 1, 2, 5
      """;

  private LivePartitions() {}

  static List<PartitionedTable> of(Session session) {
    if (session.server().majorVersion() < FIRST) {
      return List.of();
    }
    Map<QualifiedName, List<Row>> tables =
        session.query(QUERY).stream()
            .collect(
                Collectors.groupingBy(
                    row -> Objects.requireNonNull(name(row, "schema", "name")),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return tables.entrySet().stream()
        .map(table ->
            new PartitionedTable(
                table.getKey(),
                name(table.getValue().getFirst(), "rest_schema", "rest"),
                table.getValue().stream()
                    .flatMap(row -> Stream.ofNullable(name(row, "schema", "index")))
                    .toList()))
        .toList();
  }

  private static @Nullable QualifiedName name(Row row, String schema, String name) {
    String found = row.text(name);
    return found == null ? null : new QualifiedName(row.text(schema), found);
  }
}
