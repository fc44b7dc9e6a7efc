/// What a SQLite database holds, read and written.
///
/// *Shape*: SQLite keeps the statement of each object and little else, so a table is read from its
/// own statement, and what `ALTER TABLE` cannot do is done by building the table anew.
@NullMarked
package dev.lockstep.dialects.sqlite.schema;

import org.jspecify.annotations.NullMarked;
