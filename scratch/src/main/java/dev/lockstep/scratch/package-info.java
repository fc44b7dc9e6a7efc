/// Databases that nobody needs, to try things on: the desired state of a schema is loaded there,
/// and plans are proven there.
@NullMarked
package dev.lockstep.scratch;

import org.jspecify.annotations.NullMarked;
