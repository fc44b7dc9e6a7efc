/// Syntax trees in few numbers, for the parsers that are driven from a database's own tables, and
/// what comes of parsing.
@NullMarked
package dev.lockstep.parsers.tree;

import org.jspecify.annotations.NullMarked;
