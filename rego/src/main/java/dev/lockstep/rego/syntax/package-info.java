/// Reads policies.
@NullMarked
package dev.lockstep.rego.syntax;

import org.jspecify.annotations.NullMarked;
