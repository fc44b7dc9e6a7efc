package dev.lockstep.deploy;

/// Says how a target's catalogs compare with what the last deployment left there.
public enum CatalogState {
  /// This product's catalogs are not looked at, or cannot be.
  UNTOLD,
  /// No deployment recorded them.
  UNRECORDED,
  /// They are as a deployment left them.
  AS_LEFT,
  /// Somebody changed something since, or what was agreed on is different now.
  CHANGED
}
