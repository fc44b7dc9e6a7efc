package dev.lockstep.dialects.jdbc;

import dev.lockstep.dialect.Server;
import org.jspecify.annotations.Nullable;

/// Holds what was learnt when a session began.
///
/// @param backendId the server's number for this session (process or connection id); 0 where there
///   is none
/// @param backendStart when that backend began, as the server writes it, so that a reused number is
///   told apart; null where the server does not tell
/// @param path what restores the place of unqualified names (`search_path`, database); null where
///   there is none
public record SessionFacts(
    Server server, long backendId, @Nullable String backendStart, @Nullable String path) {}
