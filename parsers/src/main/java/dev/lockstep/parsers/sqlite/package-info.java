/// SQLite's own grammar, driven from its tables: text becomes a syntax tree or SQLite's own
/// complaint.
///
/// `parsers/grammar` tells how the tables are made. What a statement means is not read here, and
/// nothing here talks to a database.
@NullMarked
package dev.lockstep.parsers.sqlite;

import org.jspecify.annotations.NullMarked;
