/// Generates the change histories that every contender deploys.
@NullMarked
package dev.lockstep.bench.history;

import org.jspecify.annotations.NullMarked;
