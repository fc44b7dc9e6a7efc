package dev.lockstep.engines.flyway;

/// Is one setting as somebody wrote it.
///
/// *Shape*: `key` has no `flyway.` in front; `line` is 0 when unknown. A list is written with
/// commas.
record Option(String key, String value, String file, int line) {}
