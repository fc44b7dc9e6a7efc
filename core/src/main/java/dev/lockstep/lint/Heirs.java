package dev.lockstep.lint;

import dev.lockstep.name.QualifiedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Knows the partitions of tables, and the tables that inherit from others; names are whole.
final class Heirs {
  private final Map<QualifiedName, Set<QualifiedName>> heirs = new HashMap<>();

  void add(QualifiedName parent, QualifiedName table) {
    heirs.computeIfAbsent(parent, _ -> new HashSet<>()).add(table);
  }

  void detach(QualifiedName parent, QualifiedName table) {
    of(parent).remove(table);
  }

  /// Takes a table out; returns what it leaves behind.
  Set<QualifiedName> remove(QualifiedName table) {
    heirs.values().forEach(some -> some.remove(table));
    Set<QualifiedName> own = of(table);
    heirs.remove(table);
    return own;
  }

  void rename(QualifiedName from, QualifiedName to) {
    Set<QualifiedName> own = heirs.remove(from);
    if (own != null) {
      heirs.put(to, own);
    }
    for (Set<QualifiedName> some : heirs.values()) {
      if (some.remove(from)) {
        some.add(to);
      }
    }
  }

  boolean hasAny(QualifiedName table) {
    return !of(table).isEmpty();
  }

  private Set<QualifiedName> of(QualifiedName table) {
    return heirs.getOrDefault(table, new HashSet<>());
  }
}
