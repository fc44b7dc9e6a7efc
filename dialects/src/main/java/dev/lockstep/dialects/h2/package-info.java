/// H2, for projects that test on it.
@NullMarked
package dev.lockstep.dialects.h2;

import org.jspecify.annotations.NullMarked;
