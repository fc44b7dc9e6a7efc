package dev.lockstep.migration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Is a change as files, before anything is written.
///
/// @param files whole contents by path from the root of the tree; what is there already is replaced
/// @param removed paths of files that are no more
public record Draft(SequencedMap<String, byte[]> files, List<String> removed) {
  public Draft {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    removed = List.copyOf(removed);
  }

  public Draft(SequencedMap<String, byte[]> files) {
    this(files, List.of());
  }

  public boolean isEmpty() {
    return files.isEmpty() && removed.isEmpty();
  }
}
