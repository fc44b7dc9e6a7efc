/// What a PostgreSQL database holds: read from its catalogs, and written as SQL.
///
/// *Shape*: one class a kind of object, with the query that reads it and the statements that make
/// it; [dev.lockstep.dialects.postgres.schema.PostgresKinds] lists them.
@NullMarked
package dev.lockstep.dialects.postgres.schema;

import org.jspecify.annotations.NullMarked;
