/// Tests of the Flyway engine: against the library itself, and on real servers.
@NullMarked
package dev.lockstep.engines.flyway;

import org.jspecify.annotations.NullMarked;
