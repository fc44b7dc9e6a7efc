package dev.lockstep.statement;

import dev.lockstep.name.QualifiedName;
import org.jspecify.annotations.Nullable;

/// Is a column that a definition names.
///
/// @param table null where the words do not say it: one of those that the query reads
/// @param column null for all that the table has
public record Use(@Nullable QualifiedName table, @Nullable String column) {}
