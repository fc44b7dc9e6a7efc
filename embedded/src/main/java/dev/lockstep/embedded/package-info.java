/// Real database servers started from published binaries: unpacked once, run without root, without
/// Docker and without an installed database.
///
/// Serves the product's demo (a server that stays) and the tests (servers that vanish with their
/// JVM). Knows nothing of Lockstep's domain and brings no JDBC driver.
@NullMarked
package dev.lockstep.embedded;

import org.jspecify.annotations.NullMarked;
