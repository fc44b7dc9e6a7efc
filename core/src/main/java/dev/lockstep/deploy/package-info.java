/// One deployment: fence, plan, run, record, verify; and the ports to the target that it needs.
///
/// Knows engines and databases only through their ports.
@NullMarked
package dev.lockstep.deploy;

import org.jspecify.annotations.NullMarked;
