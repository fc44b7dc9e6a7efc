/// Reads changelogs that are nothing but formatted SQL without Liquibase, to the same values. What
/// is not understood with certainty is left to Liquibase: there are no guesses here.
@NullMarked
package dev.lockstep.engines.liquibase.formatted;

import org.jspecify.annotations.NullMarked;
