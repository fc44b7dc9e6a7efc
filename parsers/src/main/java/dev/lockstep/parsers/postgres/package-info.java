/// PostgreSQL's own grammar, driven from its tables: text becomes a syntax tree or the server's own
/// complaint.
///
/// One set of tables for each major version comes with the jar; `parsers/grammar` tells how they
/// are made. What a statement means is not read here, and nothing here talks to a database.
@NullMarked
package dev.lockstep.parsers.postgres;

import org.jspecify.annotations.NullMarked;
