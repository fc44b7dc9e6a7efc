/// PostgreSQL and the databases that speak its protocol.
@NullMarked
package dev.lockstep.dialects.postgres;

import org.jspecify.annotations.NullMarked;
