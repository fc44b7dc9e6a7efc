package dev.lockstep.deploy;

import org.jspecify.annotations.Nullable;

/// Says under which conditions everything that is pending may run.
///
/// @param plan the hash of the plan that was approved; null when any plan will do
/// @param guard looks for drift first; null when nobody does
/// @param policies judge the plan
public record DeployRequest(
    @Nullable String plan, Losses losses, @Nullable DriftGuard guard, PolicyGuard policies) {}
