package dev.lockstep.source;

/// Names something in a tree that is no file of it, so that nothing is passed over in silence.
///
/// @param reason in words, as the end of a sentence: `is a symbolic link`
public record LeftOut(String path, String reason) {}
