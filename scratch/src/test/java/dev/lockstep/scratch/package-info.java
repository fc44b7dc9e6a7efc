@NullMarked
package dev.lockstep.scratch;

import org.jspecify.annotations.NullMarked;
