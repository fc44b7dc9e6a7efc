/// What does the work of steps: one worker for each type of them.
@NullMarked
package dev.lockstep.server.work;

import org.jspecify.annotations.NullMarked;
