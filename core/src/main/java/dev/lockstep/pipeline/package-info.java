/// Pipelines as they are written: stages, groups and steps with what they need to run.
///
/// Both forms of files, Lockstep's own and that of Harness, are read into this one model, so that a
/// run knows no forms. What happens when it runs is in `pipeline.run`; who may approve, where steps
/// run and how runs survive is not known here.
@NullMarked
package dev.lockstep.pipeline;

import org.jspecify.annotations.NullMarked;
