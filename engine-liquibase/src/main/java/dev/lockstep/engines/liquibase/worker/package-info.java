/// The only place where Liquibase's own classes are used; loaded once per worker slot.
///
/// Keeps to Liquibase's public API, sets no JVM-wide state, and reads files through the
/// repository's tree alone.
@NullMarked
package dev.lockstep.engines.liquibase.worker;

import org.jspecify.annotations.NullMarked;
