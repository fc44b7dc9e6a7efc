package dev.lockstep.pipeline.run;

import dev.lockstep.pipeline.FailureKind;

/// Says why something failed.
public record Failure(FailureKind kind, String message) {}
