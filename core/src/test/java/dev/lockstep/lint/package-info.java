@NullMarked
package dev.lockstep.lint;

import org.jspecify.annotations.NullMarked;
