/// Statements as they were understood, in one vocabulary for all databases: what a statement does,
/// to which objects, and where in its text it says so.
///
/// Nothing here reads SQL; the readers of the databases' own grammars do, and fill this in.
@NullMarked
package dev.lockstep.statement;

import org.jspecify.annotations.NullMarked;
