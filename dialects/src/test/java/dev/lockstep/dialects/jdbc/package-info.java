@NullMarked
package dev.lockstep.dialects.jdbc;

import org.jspecify.annotations.NullMarked;
