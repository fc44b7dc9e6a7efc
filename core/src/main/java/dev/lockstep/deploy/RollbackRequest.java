package dev.lockstep.deploy;

import dev.lockstep.migration.RollbackTarget;

/// Says how far back to go and what to do about changes without a way back.
///
/// @param wayBack is asked for those first
public record RollbackRequest(
    RollbackTarget target, Irreversibles irreversibles, Losses losses, WayBack wayBack) {
  /// Says what happens when some changes have no way back.
  public enum Irreversibles {
    /// Nothing runs.
    REFUSE,
    /// They stay applied, and the others are taken back.
    LEAVE_APPLIED
  }
}
