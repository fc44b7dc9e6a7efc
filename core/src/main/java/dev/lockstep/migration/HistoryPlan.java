package dev.lockstep.migration;

import dev.lockstep.dialect.RowWrite;
import java.util.List;

/// Is a change to an engine's history alone: a baseline, a tag or a repair.
///
/// *Shape*: `setup` runs first, then `writes`, all in one transaction where the database allows it.
/// `effects` says in words what each write means, for the user to confirm.
public record HistoryPlan(List<String> setup, List<RowWrite> writes, List<String> effects) {
  public HistoryPlan {
    setup = List.copyOf(setup);
    writes = List.copyOf(writes);
    effects = List.copyOf(effects);
  }
}
