/// Reads PostgreSQL's statements by its own grammar into the vocabulary of `statement`.
@NullMarked
package dev.lockstep.readers.postgres;

import org.jspecify.annotations.NullMarked;
