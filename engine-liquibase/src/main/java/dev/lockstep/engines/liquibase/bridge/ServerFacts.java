package dev.lockstep.engines.liquibase.bridge;

import org.jspecify.annotations.Nullable;

/// Is what Liquibase must know of a server to write SQL for it.
///
/// @param keywords the driver's list of the product's own reserved words, separated by commas
/// @param url without credentials and parameters
public record ServerFacts(
    String product,
    String version,
    int majorVersion,
    int minorVersion,
    String database,
    String user,
    @Nullable String defaultSchema,
    String url,
    String keywords,
    IdentifierCase identifierCase) {

  /// Says what the server does to identifiers.
  ///
  /// @param mixed unquoted names keep their case and are told apart by it
  public record IdentifierCase(boolean mixed, boolean upper, boolean lower) {}
}
