/// Names of database objects, unquoted and comparable.
///
/// Quoting is the business of a dialect and does not belong here.
@NullMarked
package dev.lockstep.name;

import org.jspecify.annotations.NullMarked;
