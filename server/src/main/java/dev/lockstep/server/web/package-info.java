/// Requests and answers: every request is decided upon here, in one place.
@NullMarked
package dev.lockstep.server.web;

import org.jspecify.annotations.NullMarked;
