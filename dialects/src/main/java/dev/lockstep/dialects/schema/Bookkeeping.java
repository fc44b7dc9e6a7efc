package dev.lockstep.dialects.schema;

import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.schema.ObjectId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Knows the tables in which engines keep their histories and Lockstep its ledger; they belong to
/// no schema that anybody designs.
public final class Bookkeeping {
  /// The table of states that the declarative engine keeps.
  public static final String STATES = "lockstep_states";

  private static final Set<String> HISTORIES =
      Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock", STATES);

  /// Where a product has no schemas; elsewhere they live in one of their own, which is never read.
  private static final Set<String> LEDGER =
      Stream.of(LedgerStyle.Table.values())
          .map(table -> LedgerStyle.prefixed("", table))
          .collect(Collectors.toUnmodifiableSet());

  private Bookkeeping() {}

  /// Tells whether an object is such a table.
  public static boolean contains(ObjectId id) {
    return isHistory(id) || isLedger(id);
  }

  /// Tells whether an object is a table in which an engine keeps its history.
  public static boolean isHistory(ObjectId id) {
    return id.kind().equals("table") && HISTORIES.contains(id.name().toLowerCase(Locale.ROOT));
  }

  /// Tells whether an object is a table of Lockstep's ledger.
  public static boolean isLedger(ObjectId id) {
    return id.kind().equals("table") && id.path().size() == 1 && LEDGER.contains(id.name());
  }
}
