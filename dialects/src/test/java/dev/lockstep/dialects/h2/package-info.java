@NullMarked
package dev.lockstep.dialects.h2;

import org.jspecify.annotations.NullMarked;
