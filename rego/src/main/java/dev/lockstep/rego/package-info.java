/// Evaluates Rego, the language of the Open Policy Agent, from source text inside the process.
@NullMarked
package dev.lockstep.rego;

import org.jspecify.annotations.NullMarked;
