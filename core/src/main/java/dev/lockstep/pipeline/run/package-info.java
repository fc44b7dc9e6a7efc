/// What a run of a pipeline is, and what each event makes of it.
///
/// Pure: [Machine] takes a run and an event and returns the run as it is from then on, with what is
/// to be done. Whoever keeps runs writes both down in one transaction, and does the rest
/// afterwards; nothing here waits, works or knows the time by itself.
///
/// Order of things: a part begins when its turn has come, its `when` holds, its loop is unrolled; a
/// step works, or waits for people or the clock; a failure goes to the strategies of the step and
/// of all around it, the innermost first; a series ends with its last part, or is stopped (time is
/// up, a rollback, an abort), which begins nothing new and waits for what works.
@NullMarked
package dev.lockstep.pipeline.run;

import org.jspecify.annotations.NullMarked;
