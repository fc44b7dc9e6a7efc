/// The command line: one file a command, wiring, and output for people and for programs.
///
/// No rule of the domain lives here; commands ask the deploy room and print what it says.
@NullMarked
package dev.lockstep.cli;

import org.jspecify.annotations.NullMarked;
