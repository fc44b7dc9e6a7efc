/// Who asks: users, their tokens, and what they are given.
@NullMarked
package dev.lockstep.server.people;

import org.jspecify.annotations.NullMarked;
