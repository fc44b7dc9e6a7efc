/// SQL text as data: scripts split into statements with exact positions and a first classification.
///
/// Nothing here talks to a database or knows what a schema is.
@NullMarked
package dev.lockstep.sql;

import org.jspecify.annotations.NullMarked;
