/// Scenarios and properties of the splitters.
@NullMarked
package dev.lockstep.sql;

import org.jspecify.annotations.NullMarked;
