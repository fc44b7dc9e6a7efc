/// The view of a session that libraries get: a JDBC connection on which every statement is seen.
///
/// All views share the session's one physical connection and its one transaction. What a product's
/// errors mean comes in from outside; what becomes of the observations is the observer's business.
@NullMarked
package dev.lockstep.dialects.jdbc.journal;

import org.jspecify.annotations.NullMarked;
