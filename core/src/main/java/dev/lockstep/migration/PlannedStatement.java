package dev.lockstep.migration;

import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.SqlStatement;

/// Is one statement as it will be sent, after placeholders, with the place it came from.
public record PlannedStatement(SqlStatement sql, SourceLocation source) {}
