@NullMarked
package dev.lockstep.expression;

import org.jspecify.annotations.NullMarked;
