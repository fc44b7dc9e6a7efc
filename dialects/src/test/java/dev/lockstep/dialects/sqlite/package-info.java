@NullMarked
package dev.lockstep.dialects.sqlite;

import org.jspecify.annotations.NullMarked;
