package dev.lockstep.statement;

import java.util.List;

/// Is the type of a value as a statement names it.
///
/// @param name in lower case and in the one spelling that the reader of the database gives to all
///   its synonyms, for example `bigint`, `character varying`, `timestamp with time zone`; with its
///   schema where one is written
/// @param modifiers what stands in parentheses, for example `10` and `2`, or the labels of an enum
/// @param dimensions of an array; 0 for none
/// @param range where it is written
public record TypeName(String name, List<String> modifiers, int dimensions, TextRange range) {
  public TypeName {
    modifiers = List.copyOf(modifiers);
  }

  @Override
  public String toString() {
    return name
        + (modifiers.isEmpty() ? "" : "(" + String.join(",", modifiers) + ")")
        + "[]".repeat(dimensions);
  }
}
