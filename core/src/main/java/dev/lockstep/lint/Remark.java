package dev.lockstep.lint;

import dev.lockstep.lint.Finding.Fix;
import org.jspecify.annotations.Nullable;

/// Is a finding without its place.
record Remark(
    String rule,
    Severity severity,
    String message,
    @Nullable String suggestion,
    @Nullable Fix fix,
    @Nullable Remedy remedy) {}
