/// Tests of the Liquibase engine against real servers, beside a plain Liquibase.
@NullMarked
package dev.lockstep.engines.liquibase;

import org.jspecify.annotations.NullMarked;
