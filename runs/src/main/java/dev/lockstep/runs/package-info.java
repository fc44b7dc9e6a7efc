/// Runs of pipelines, kept in rows of a PostgreSQL database and driven from there.
///
/// What happens to a run is worked in by the pure machine of `pipeline.run`, and written down in
/// one transaction with what is to be done next. That something is done, again if who did it went
/// away, and when time has passed, is db-scheduler's part, on the same database. Who does the work
/// of a step is not known here: a [dev.lockstep.runs.StepWorker] does.
@NullMarked
package dev.lockstep.runs;

import org.jspecify.annotations.NullMarked;
