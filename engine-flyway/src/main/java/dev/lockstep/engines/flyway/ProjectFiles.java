package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Is everything the files of a schema offer.
///
/// *Shape*: `migrations` are versioned, baseline and repeatable ones in Flyway's order; `undos` are
/// by the version they undo. `wrong` are files that look like migrations and do not run.
record ProjectFiles(
    List<Resolved> migrations,
    SequencedMap<FlywayVersion, Resolved> undos,
    List<Callback> callbacks,
    List<Fault> wrong) {

  ProjectFiles {
    migrations = List.copyOf(migrations);
    undos = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(undos));
    callbacks = List.copyOf(callbacks);
    wrong = List.copyOf(wrong);
  }

  Stream<Callback> callbacks(CallbackEvent.Phase phase) {
    return callbacks.stream().filter(callback -> callback.event().phase() == phase);
  }

  /// A script for an event.
  record Callback(CallbackEvent event, Resolved script) {}
}
