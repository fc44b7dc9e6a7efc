@NullMarked
package dev.lockstep.engines.liquibase.formatted;

import org.jspecify.annotations.NullMarked;
