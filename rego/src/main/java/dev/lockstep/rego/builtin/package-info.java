/// Holds the functions that every policy can call.
@NullMarked
package dev.lockstep.rego.builtin;

import org.jspecify.annotations.NullMarked;
