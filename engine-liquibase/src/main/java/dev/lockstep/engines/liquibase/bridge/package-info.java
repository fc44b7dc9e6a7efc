/// What passes between Lockstep and a worker that has Liquibase loaded: neutral values and one
/// entry point.
///
/// No Liquibase type may appear here: these classes are shared by all slots, Liquibase is not.
@NullMarked
package dev.lockstep.engines.liquibase.bridge;

import org.jspecify.annotations.NullMarked;
