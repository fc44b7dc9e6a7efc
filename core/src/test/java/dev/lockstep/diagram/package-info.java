@NullMarked
package dev.lockstep.diagram;

import org.jspecify.annotations.NullMarked;
