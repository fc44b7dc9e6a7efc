/// The ports a database implements: how SQL is spelled there, and a session that reads it.
///
/// JDBC stays behind these ports. Engines and the deployment build on them.
@NullMarked
package dev.lockstep.dialect;

import org.jspecify.annotations.NullMarked;
