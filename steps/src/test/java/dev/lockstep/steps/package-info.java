@NullMarked
package dev.lockstep.steps;

import org.jspecify.annotations.NullMarked;
