@NullMarked
package dev.lockstep.engines.declarative;

import org.jspecify.annotations.NullMarked;
