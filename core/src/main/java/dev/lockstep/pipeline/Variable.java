package dev.lockstep.pipeline;

import dev.lockstep.expression.Template;

/// Is a name for a value within a stage, a group or the whole.
public record Variable(String name, Template value, Place place) {}
