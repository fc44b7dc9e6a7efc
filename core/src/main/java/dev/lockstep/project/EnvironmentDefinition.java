package dev.lockstep.project;

/// Names a stage of promotion, such as `dev` or `prod`.
public record EnvironmentDefinition(String name) {}
