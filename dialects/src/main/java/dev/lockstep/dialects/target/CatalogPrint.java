package dev.lockstep.dialects.target;

import dev.lockstep.sql.SqlStatement;
import java.util.Set;

/// Asks one product's catalogs, at little cost, for a mark that changes with what they hold.
///
/// *Shape*: a mark must change with whatever a person changes, and should not with what the server
/// does by itself; a needless change costs one close look. What an extension owns is left out.
public interface CatalogPrint {
  /// Returns a query with a row for each place, in the columns `place` and `mark`.
  ///
  /// @param places a query of names, or literals with commas between; where a product has one place
  ///   only, it is that
  String query(String places);

  /// Returns the places, among other words, that a statement speaks of.
  default Set<String> places(SqlStatement statement) {
    return Set.of();
  }
}
