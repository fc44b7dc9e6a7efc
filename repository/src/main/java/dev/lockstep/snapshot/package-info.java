/// Schemas as files that people keep and review.
@NullMarked
package dev.lockstep.snapshot;

import org.jspecify.annotations.NullMarked;
