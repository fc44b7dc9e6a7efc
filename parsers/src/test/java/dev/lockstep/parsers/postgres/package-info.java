@NullMarked
package dev.lockstep.parsers.postgres;

import org.jspecify.annotations.NullMarked;
