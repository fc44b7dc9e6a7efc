@NullMarked
package dev.lockstep.readers.postgres;

import org.jspecify.annotations.NullMarked;
