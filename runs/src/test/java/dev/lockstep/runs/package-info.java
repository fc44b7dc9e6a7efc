@NullMarked
package dev.lockstep.runs;

import org.jspecify.annotations.NullMarked;
