package dev.lockstep.migration;

import dev.lockstep.source.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Names one unit of history: a Flyway script or a Liquibase changeset.
///
/// *Shape*: `id` is unique within its schema and stable, `1.2` or `R:views` for Flyway,
/// `path::id::author` for Liquibase. `version` is set for versioned migrations only. `checksum` is
/// in the engine's own form, null where the engine keeps none. `source` is null for a row whose
/// file is gone.
public record Migration(
    String id,
    @Nullable String version,
    String description,
    MigrationKind kind,
    @Nullable SourceLocation source,
    @Nullable String checksum) {}
