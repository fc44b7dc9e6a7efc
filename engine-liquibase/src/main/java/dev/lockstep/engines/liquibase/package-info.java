/// Liquibase changelogs behind the migration port.
///
/// This package plans and keeps books without touching a Liquibase class, so that looking at an
/// unchanged repository never starts Liquibase. The formatted package reads formatted SQL. What
/// only Liquibase can do (read any other changelog, generate SQL, run a custom change) lies in the
/// worker package, which is loaded once per slot and reached through the bridge package alone.
@NullMarked
package dev.lockstep.engines.liquibase;

import org.jspecify.annotations.NullMarked;
