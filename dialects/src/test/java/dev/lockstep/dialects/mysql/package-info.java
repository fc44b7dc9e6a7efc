@NullMarked
package dev.lockstep.dialects.mysql;

import org.jspecify.annotations.NullMarked;
