/// Versioned changes, their history in a target, and the port an engine implements.
///
/// Everything here is data about one schema and one target at one moment; running it is the
/// business of the deploy room.
@NullMarked
package dev.lockstep.migration;

import org.jspecify.annotations.NullMarked;
