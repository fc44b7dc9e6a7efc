/// What tests of every module share: warm database servers, golden scenario folders, a settable
/// clock, a proxy that slows or cuts connections, child JVMs to kill.
///
/// Test code only; nothing that ships depends on it.
@NullMarked
package dev.lockstep.testkit;

import org.jspecify.annotations.NullMarked;
