package dev.lockstep.dialects.schema;

import dev.lockstep.schema.ObjectId;
import java.util.Locale;
import java.util.Set;

/// Knows the tables in which engines keep their histories; they belong to no schema that anybody
/// designs.
public final class Bookkeeping {
  /// The table of states that the declarative engine keeps.
  public static final String STATES = "lockstep_states";

  private static final Set<String> HISTORIES =
      Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock", STATES);

  private Bookkeeping() {}

  /// Tells whether an object is such a table.
  public static boolean contains(ObjectId id) {
    return id.kind().equals("table") && HISTORIES.contains(id.name().toLowerCase(Locale.ROOT));
  }
}
