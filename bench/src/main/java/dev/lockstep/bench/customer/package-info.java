/// Stands for a user's own code: what the jar beside a changelog holds.
///
/// This package is left out of the benchmark's own jar, so that a tool can find it in the user's
/// jar only.
@NullMarked
package dev.lockstep.bench.customer;

import org.jspecify.annotations.NullMarked;
