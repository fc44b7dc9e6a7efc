@NullMarked
package dev.lockstep.dialects;

import org.jspecify.annotations.NullMarked;
