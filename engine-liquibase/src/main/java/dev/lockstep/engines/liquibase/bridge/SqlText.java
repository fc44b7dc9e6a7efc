package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.SourceLocation;

/// Is one statement that Liquibase generated, with the place it came from.
public record SqlText(String text, SourceLocation source) {}
