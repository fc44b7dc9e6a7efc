package dev.lockstep.dialects.jdbc;

import dev.lockstep.dialect.Server;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds what was learnt when a session began.
///
/// @param backendId the server's number for this session (process or connection id); 0 where there
///   is none
/// @param backendStart when that backend began, as the server writes it, so that a reused number is
///   told apart; null where the server does not tell
/// @param restoration statements that put role, search path and settings back, whatever a script
///   did to them; each is one message to the server
public record SessionFacts(
    Server server, long backendId, @Nullable String backendStart, List<String> restoration) {
  public SessionFacts {
    restoration = List.copyOf(restoration);
  }

  SessionFacts restoredWith(List<String> further) {
    List<String> all = new ArrayList<>(restoration);
    all.addAll(further);
    return new SessionFacts(server, backendId, backendStart, all);
  }
}
