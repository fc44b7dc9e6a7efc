package dev.lockstep.readers.mysql;

import dev.lockstep.statement.Operation.Mode;
import java.util.EnumSet;
import java.util.Set;

/// Reads the words with which statements begin.
final class Heads {
  private Heads() {}

  /// Reads what is said besides what a statement does, as far as it is at hand.
  static Set<Mode> modes(Words words) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    while (true) {
      if (words.takes("OR", "REPLACE")) {
        modes.add(Mode.OR_REPLACE);
      } else if (words.takes("IF", "NOT", "EXISTS")) {
        modes.add(Mode.IF_NOT_EXISTS);
      } else if (words.takes("IF", "EXISTS")) {
        modes.add(Mode.IF_EXISTS);
      } else if (words.takes("TEMPORARY")) {
        modes.add(Mode.TEMPORARY);
      } else {
        return modes;
      }
    }
  }
}
