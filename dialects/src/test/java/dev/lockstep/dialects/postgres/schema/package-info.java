@NullMarked
package dev.lockstep.dialects.postgres.schema;

import org.jspecify.annotations.NullMarked;
