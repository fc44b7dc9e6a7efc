package dev.lockstep.dialects.target;

import dev.lockstep.deploy.CatalogState;
import dev.lockstep.deploy.Ledger.CatalogRecord;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.target.LedgerStyle.Table;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows whether a target's catalogs are as the last deployment left them.
final class CatalogMarks {
  private final JdbcSession session;
  private final LedgerTables tables;
  private final Optional<CatalogPrint> print;
  private final Set<String> before = new TreeSet<>();
  private @Nullable CatalogRecord wanted;

  CatalogMarks(JdbcSession session, LedgerTables tables, Optional<CatalogPrint> print) {
    this.session = session;
    this.tables = tables;
    this.print = print;
  }

  CatalogState compare(String schema, String terms) {
    if (print.isEmpty()) {
      return CatalogState.UNTOLD;
    }
    List<Row> rows;
    try {
      rows = session.query(question(print.get(), schema));
    } catch (LockstepException e) {
      if (e.code() == ErrorCode.DATABASE_UNREACHABLE) {
        throw e;
      }
      // A server that is only like the product may lack a catalog; that is no reason to fail.
      return CatalogState.UNTOLD;
    }
    Map<String, String> live = new HashMap<>();
    Map<String, String> left = new HashMap<>();
    boolean agreed = true;
    for (Row row : rows) {
      String place = String.valueOf(row.text("place"));
      String recorded = row.text("terms");
      (recorded == null ? live : left).put(place, String.valueOf(row.text("mark")));
      agreed &= recorded == null || recorded.equals("=" + terms);
    }
    before.addAll(left.keySet());
    if (left.isEmpty()) {
      return CatalogState.UNRECORDED;
    }
    live.keySet().retainAll(left.keySet());
    return agreed && live.equals(left) ? CatalogState.AS_LEFT : CatalogState.CHANGED;
  }

  private String question(CatalogPrint catalogs, String schema) {
    String ours = " FROM " + tables.name(Table.CATALOG) + " c WHERE c.schema_name = ";
    String recorded = ours + literal(schema);
    return "SELECT m.place, m.mark, NULL AS terms FROM ("
        + catalogs.query("SELECT c.place" + recorded)
        + ") m UNION ALL SELECT c.place, c.mark, c.terms"
        + recorded;
  }

  void keep(CatalogRecord now) {
    wanted = now;
  }

  /// Returns what records the catalogs of this moment; nothing when that is not wanted.
  List<String> texts(String deploymentId) {
    CatalogRecord now = wanted;
    if (now == null || print.isEmpty()) {
      return List.of();
    }
    wanted = null;
    Set<String> places = new TreeSet<>(before);
    places.addAll(now.places());
    for (PlannedMigration migration : now.running()) {
      for (PlannedStatement statement : migration.statements()) {
        places.addAll(print.get().places(statement.sql()));
      }
    }
    String names =
        places.isEmpty()
            ? "''"
            : places.stream().map(this::literal).collect(Collectors.joining(", "));
    return List.of(
        "DELETE FROM %s WHERE schema_name = %s"
            .formatted(tables.name(Table.CATALOG), literal(now.schema())),
        "INSERT INTO %s (schema_name, place, mark, terms, deployment_id) SELECT %s, m.place, m.mark, %s, %s FROM (%s) m"
            .formatted(
                tables.name(Table.CATALOG),
                literal(now.schema()),
                // Some products take an empty text for none.
                literal("=" + now.terms()),
                literal(deploymentId),
                print.get().query(names)));
  }

  private String literal(String text) {
    return session.dialect().literal(text);
  }
}
