/// Statements read by SQLite's own grammar.
@NullMarked
package dev.lockstep.readers.sqlite;

import org.jspecify.annotations.NullMarked;
