/// The work of the steps of pipelines.
///
/// What concerns databases is done by commands of Lockstep, each in a process of its own: whatever
/// happens to it happens to it alone, it can be stopped, and it is the same program that people run
/// by hand. Commands of the shell and requests over HTTP are done here as well.
@NullMarked
package dev.lockstep.steps;

import org.jspecify.annotations.NullMarked;
