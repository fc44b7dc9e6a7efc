/// Oracle, through a driver that the user brings.
@NullMarked
package dev.lockstep.dialects.oracle;

import org.jspecify.annotations.NullMarked;
