package dev.lockstep.scratch;

/// Is one file of SQL.
///
/// @param path as errors name it
public record Script(String path, String text) {}
