/// Gives out fresh databases on the one throw-away server, near or behind a slow line.
@NullMarked
package dev.lockstep.bench.server;

import org.jspecify.annotations.NullMarked;
