/// Proves fence, ledger and executor against real servers.
@NullMarked
package dev.lockstep.dialects.target;

import org.jspecify.annotations.NullMarked;
