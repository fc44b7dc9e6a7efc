/// Holds the values of Rego, and JSON.
@NullMarked
package dev.lockstep.rego.value;

import org.jspecify.annotations.NullMarked;
