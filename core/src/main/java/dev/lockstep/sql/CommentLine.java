package dev.lockstep.sql;

/// Is what one line of a script holds within comments.
///
/// @param line from 1
/// @param text with the signs that make it a comment
/// @param inBody whether it stands within the body of a routine or block
public record CommentLine(int line, String text, boolean inBody) {}
