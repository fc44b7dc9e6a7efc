package dev.lockstep.migration;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Says where one migration stands on one target, and when and by whom it got there.
///
/// @param note why it is in this state, where that is not obvious; empty otherwise
public record MigrationStatus(
    Migration migration,
    MigrationState state,
    @Nullable Instant appliedAt,
    @Nullable String appliedBy,
    @Nullable Duration took,
    String note) {}
