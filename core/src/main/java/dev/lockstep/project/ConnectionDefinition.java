package dev.lockstep.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Says how to reach a database, with credentials by reference only.
///
/// *Shape*: either `url` (a JDBC URL without credentials) or `host` with `database` is set; `port`
/// 0 means the product's default. `schema` is the database schema that migrations work in, null for
/// the user's default. `options` are driver properties, checked against the driver's allow-list.
public record ConnectionDefinition(
    @Nullable String url,
    @Nullable String host,
    int port,
    @Nullable String database,
    @Nullable String schema,
    @Nullable String username,
    @Nullable SecretReference password,
    SequencedMap<String, String> options) {

  public ConnectionDefinition {
    options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
  }
}
