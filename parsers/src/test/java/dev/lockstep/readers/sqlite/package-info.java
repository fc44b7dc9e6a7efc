@NullMarked
package dev.lockstep.readers.sqlite;

import org.jspecify.annotations.NullMarked;
