/// The routes and what each of them does.
@NullMarked
package dev.lockstep.server.api;

import org.jspecify.annotations.NullMarked;
