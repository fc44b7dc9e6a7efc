package dev.lockstep.dialect;

import org.jspecify.annotations.Nullable;

/// Describes the database server behind a session.
///
/// @param product as it names itself, for example `PostgreSQL` or `MariaDB`
/// @param version as it prints it
/// @param user the login the session runs as
/// @param defaultSchema where unqualified names go; null where the product has none
public record Server(
    String product,
    String version,
    int majorVersion,
    int minorVersion,
    String database,
    String user,
    @Nullable String defaultSchema) {}
