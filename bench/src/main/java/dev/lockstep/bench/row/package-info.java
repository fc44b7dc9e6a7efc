/// Holds one class for each claim about speed.
@NullMarked
package dev.lockstep.bench.row;

import org.jspecify.annotations.NullMarked;
