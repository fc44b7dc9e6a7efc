/// Who may do what, and where: actors, actions, resources, and the one function that decides.
///
/// Pure. Where bindings are kept and how an actor is known is the server's part; nothing here asks
/// who is right about anything else.
@NullMarked
package dev.lockstep.access;

import org.jspecify.annotations.NullMarked;
