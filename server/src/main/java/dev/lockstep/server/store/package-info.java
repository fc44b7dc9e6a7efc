/// Rows of the server's own database, and the migrations that make its tables.
@NullMarked
package dev.lockstep.server.store;

import org.jspecify.annotations.NullMarked;
