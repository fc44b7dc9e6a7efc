/// What an `ALTER TABLE` costs a table in use: which of MySQL's and MariaDB's algorithms can do it,
/// and whom that keeps waiting.
///
/// What is said of MariaDB is compared with servers in a test; what is said of MySQL is from its
/// manual.
@NullMarked
package dev.lockstep.lint.online;

import org.jspecify.annotations.NullMarked;
