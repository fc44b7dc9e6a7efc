/// What must be so before the databases of an environment may be changed.
///
/// Rules alone: who voted, what a plan destroys and what time it is are told by others.
@NullMarked
package dev.lockstep.gate;

import org.jspecify.annotations.NullMarked;
