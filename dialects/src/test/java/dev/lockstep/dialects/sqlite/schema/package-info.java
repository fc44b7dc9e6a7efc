@NullMarked
package dev.lockstep.dialects.sqlite.schema;

import org.jspecify.annotations.NullMarked;
