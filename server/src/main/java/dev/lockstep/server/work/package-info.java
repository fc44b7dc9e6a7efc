/// Where runs work on this machine: working copies of their repositories, and their projects'
/// `lockstep.yaml`.
@NullMarked
package dev.lockstep.server.work;

import org.jspecify.annotations.NullMarked;
