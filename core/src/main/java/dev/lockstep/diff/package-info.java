/// What is different between two models of a database.
@NullMarked
package dev.lockstep.diff;

import org.jspecify.annotations.NullMarked;
