/// Runs policies.
@NullMarked
package dev.lockstep.rego.eval;

import org.jspecify.annotations.NullMarked;
