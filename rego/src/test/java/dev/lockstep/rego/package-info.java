@NullMarked
package dev.lockstep.rego;

import org.jspecify.annotations.NullMarked;
