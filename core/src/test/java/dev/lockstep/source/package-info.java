@NullMarked
package dev.lockstep.source;

import org.jspecify.annotations.NullMarked;
