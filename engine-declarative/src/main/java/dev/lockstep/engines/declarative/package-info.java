/// Folders of SQL that say what a schema is meant to be: the way there is computed, proven on a
/// scratch database and deployed like any other change.
@NullMarked
package dev.lockstep.engines.declarative;

import org.jspecify.annotations.NullMarked;
