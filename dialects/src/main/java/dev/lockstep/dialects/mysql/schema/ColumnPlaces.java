package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives each new or moved column of a table its place.
final class ColumnPlaces {
  private ColumnPlaces() {}

  /// Writes the clauses of columns in the order that the columns are to have, in which the server
  /// follows them. A column that is not where it is meant to be gets a clause of its own.
  ///
  /// @param changed clauses by column
  /// @param remaining the columns that do not go, in the order they have
  static List<String> clauses(
      String table, Map<String, String> changed, List<String> remaining, DatabaseSchema desired) {
    List<String> order = ColumnOrderKind.of(table, desired);
    Set<String> kept = new HashSet<>(remaining);
    Set<String> staying = longestCommon(remaining, order.stream().filter(kept::contains).toList());
    List<String> clauses = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      String column = order.get(i);
      String clause = changed.get(column);
      if (staying.contains(column)) {
        clauses.addAll(clause == null ? List.of() : List.of(clause));
        continue;
      }
      if (clause == null) {
        clause =
            ColumnKind.modify(desired.get(ObjectId.of(ColumnKind.NAME, table, column)), desired);
      }
      boolean behindAll = order.subList(i, order.size()).stream().noneMatch(kept::contains);
      String place = i == 0 ? " FIRST" : " AFTER " + Spelling.name(order.get(i - 1));
      clauses.add(behindAll ? clause : clause + place);
    }
    return clauses;
  }

  /// Returns the most that two orders of the same names have in common: what need not move.
  private static Set<String> longestCommon(List<String> before, List<String> after) {
    Map<String, Integer> places = new HashMap<>();
    before.forEach(name -> places.put(name, places.size()));
    List<List<String>> best = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      List<String> row = List.of();
      for (int j = 0; j < i; j++) {
        boolean fits = places.getOrDefault(after.get(j), 0) < places.getOrDefault(after.get(i), 0);
        row = fits && best.get(j).size() > row.size() ? best.get(j) : row;
      }
      List<String> longer = new ArrayList<>(row);
      longer.add(after.get(i));
      best.add(longer);
    }
    return best.stream()
        .max(Comparator.comparingInt(List::size))
        .map(HashSet::new)
        .orElseGet(HashSet::new);
  }
}
