/// Makes policies ready to run, and finds what is wrong with them.
@NullMarked
package dev.lockstep.rego.compile;

import org.jspecify.annotations.NullMarked;
