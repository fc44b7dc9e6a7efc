/// Expressions `<+ … >` of pipelines: read, checked and evaluated to values.
///
/// A value stays a value: what an expression gives never becomes part of a command or of SQL, and a
/// secret stays the name of one until the step that uses it runs. What expressions are about comes
/// in as names; files, databases and processes are out of their reach.
@NullMarked
package dev.lockstep.expression;

import org.jspecify.annotations.NullMarked;
