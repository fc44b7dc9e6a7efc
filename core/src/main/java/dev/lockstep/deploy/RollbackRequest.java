package dev.lockstep.deploy;

import dev.lockstep.migration.RollbackTarget;
import org.jspecify.annotations.Nullable;

/// Says how far back to go and what to do about changes without a way back.
///
/// @param plan the hash of the plan that was approved; null when any plan will do
/// @param wayBack is asked for those first
/// @param guard would have looked for drift before a deployment; null when nobody does
/// @param policies judge the plan
public record RollbackRequest(
    @Nullable String plan,
    RollbackTarget target,
    Irreversibles irreversibles,
    Losses losses,
    WayBack wayBack,
    @Nullable DriftGuard guard,
    PolicyGuard policies) {
  /// Returns the same for one plan only.
  public RollbackRequest bound(@Nullable String hash) {
    return new RollbackRequest(hash, target, irreversibles, losses, wayBack, guard, policies);
  }

  /// Says what happens when some changes have no way back.
  public enum Irreversibles {
    /// Nothing runs.
    REFUSE,
    /// They stay applied, and the others are taken back.
    LEAVE_APPLIED
  }
}
