/// Measures Lockstep beside the tools it is compared with, all in one run on one server.
///
/// Holds the entry point and the wiring; how to measure is `measure`, what to deploy `history`,
/// where to `server`, by whom `peer`, and what is claimed `row`. Nothing here ships, and no test
/// depends on a measured time.
@NullMarked
package dev.lockstep.bench;

import org.jspecify.annotations.NullMarked;
