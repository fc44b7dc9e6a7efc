/// Times attempts: wall, processor and memory, contenders taking turns.
@NullMarked
package dev.lockstep.bench.measure;

import org.jspecify.annotations.NullMarked;
