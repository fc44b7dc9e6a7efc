package dev.lockstep.pipeline.run;

import dev.lockstep.expression.Value;
import java.time.Instant;

/// Is what one person said of what waits for people.
///
/// @param by who; who may is settled before
/// @param inputs what the person was asked for
public record Vote(String by, boolean approves, String comment, Value.Fields inputs, Instant at) {}
