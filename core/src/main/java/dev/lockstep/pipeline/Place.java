package dev.lockstep.pipeline;

/// Says where something stands in its file.
///
/// *Units*: both start at 1.
public record Place(int line, int column) {}
