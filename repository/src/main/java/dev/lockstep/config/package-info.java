/// Reads `lockstep.yaml` and the secrets it refers to, and writes a first one for an existing
/// project.
///
/// Turns files into the values of the project room and nothing more: whether a location exists or a
/// database answers is found out by those who use them.
@NullMarked
package dev.lockstep.config;

import org.jspecify.annotations.NullMarked;
