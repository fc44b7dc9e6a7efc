/// Error codes and the one exception: what went wrong, who can mend it, which exit code it means.
///
/// Knows nothing else of Lockstep. Expected outcomes (findings, states, partial runs) are values of
/// their own rooms and do not belong here.
@NullMarked
package dev.lockstep.error;

import org.jspecify.annotations.NullMarked;
