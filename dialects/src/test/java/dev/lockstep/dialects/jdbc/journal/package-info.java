@NullMarked
package dev.lockstep.dialects.jdbc.journal;

import org.jspecify.annotations.NullMarked;
