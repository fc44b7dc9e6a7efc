package dev.lockstep.dialects.target;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialects.jdbc.JdbcSession;
import java.util.List;
import java.util.Optional;

/// Gives the parts of a target that differ between products.
///
/// *Shape*: implemented once a product family, without state of a target.
public interface TargetParts {
  /// Returns the names of the dialects it serves.
  List<String> dialects();

  LedgerStyle ledger(Server server);

  TransactionTexts transactions();

  Pipeline pipeline(JdbcSession session);

  FenceLock fenceLock(JdbcSession session, LedgerTables tables, Surroundings surroundings);

  Probe probe(JdbcSession session);

  /// Returns texts that undo what a migration's statements changed in the session; run inside its
  /// transaction before its history is written.
  default List<String> restore(JdbcSession session) {
    return session.facts().restoration();
  }

  /// Returns texts that come before a migration so that the server can tell how long it took, also
  /// when it commits statement by statement; empty when the server cannot or need not be told.
  default List<String> migrationBegins() {
    return List.of();
  }

  /// Returns bookkeeping texts so that they work although the migration changed the session's role,
  /// and leave that change as it is.
  default List<String> aside(List<String> texts) {
    return texts;
  }

  /// Joins bookkeeping writes into fewer statements where the product can.
  default List<String> fold(List<String> writes) {
    return writes;
  }

  /// Returns a query that lists, in a column `description`, who blocks a session at this moment.
  default Optional<String> blockers(long backendId) {
    return Optional.empty();
  }

  /// Returns what tells cheaply whether the catalogs changed; empty where nothing does.
  default Optional<CatalogPrint> catalogs(Server server) {
    return Optional.empty();
  }
}
