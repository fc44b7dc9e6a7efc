@NullMarked
package dev.lockstep.parsers.sqlite;

import org.jspecify.annotations.NullMarked;
