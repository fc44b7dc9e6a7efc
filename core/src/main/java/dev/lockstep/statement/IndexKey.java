package dev.lockstep.statement;

import org.jspecify.annotations.Nullable;

/// Is one key of an index.
///
/// @param column null for an expression
/// @param expression null for a column
/// @param options what else is written, such as an operator class, an order, or a length
public record IndexKey(
    @Nullable String column, @Nullable Expression expression, String options, TextRange range) {}
