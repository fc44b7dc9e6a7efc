/// What was declared: entities of all kinds, in one form.
@NullMarked
package dev.lockstep.server.entity;

import org.jspecify.annotations.NullMarked;
