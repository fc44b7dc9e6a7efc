package dev.lockstep.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Declares one database that a schema is deployed to.
///
/// *Shape*: `pin` is the ref the instance follows, null when it follows the files at hand.
/// `contexts` empty means none given. `labels` is a label expression, null when none is given.
/// `properties` are handed to the engine as placeholders or changelog parameters.
public record InstanceDefinition(
    String name,
    String schema,
    String environment,
    ConnectionDefinition connection,
    @Nullable Pin pin,
    List<String> contexts,
    @Nullable String labels,
    SequencedMap<String, String> properties) {

  public InstanceDefinition {
    contexts = List.copyOf(contexts);
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
  }
}
