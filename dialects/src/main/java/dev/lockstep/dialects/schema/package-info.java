/// What a database product has to offer so that its schemas can be read, compared and written.
@NullMarked
package dev.lockstep.dialects.schema;

import org.jspecify.annotations.NullMarked;
