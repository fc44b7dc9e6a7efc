/// What a database of MariaDB or MySQL holds: read from its information schema, and written as SQL.
///
/// *Shape*: one class a kind of object, with what reads it and the statements that make it;
/// [dev.lockstep.dialects.mysql.schema.MysqlKinds] lists them. Names begin with the object's own
/// and never with the database's, so that the same schema is equal in databases of any name.
@NullMarked
package dev.lockstep.dialects.mysql.schema;

import org.jspecify.annotations.NullMarked;
