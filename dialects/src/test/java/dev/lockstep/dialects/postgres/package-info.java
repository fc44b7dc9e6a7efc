@NullMarked
package dev.lockstep.dialects.postgres;

import org.jspecify.annotations.NullMarked;
