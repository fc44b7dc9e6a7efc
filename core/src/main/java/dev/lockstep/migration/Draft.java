package dev.lockstep.migration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Is a change as files, before anything is written.
///
/// @param files whole contents by path from the root of the tree; what is there already is replaced
public record Draft(SequencedMap<String, byte[]> files) {
  public Draft {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
  }
}
