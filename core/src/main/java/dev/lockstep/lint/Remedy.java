package dev.lockstep.lint;

import java.util.List;

/// Is what can run in the place of a statement and ends at the same, at less cost to others.
///
/// @param statement the number of the statement among those that were reviewed together, from 0
/// @param instead what runs in its place, each on its own and outside of transactions
public record Remedy(int statement, List<String> instead) {
  public Remedy {
    instead = List.copyOf(instead);
  }
}
