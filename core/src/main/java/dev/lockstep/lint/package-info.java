/// The review of statements before they run: rules, what they see, and what they find.
///
/// Nothing here reads SQL or talks to a database. Adding a rule is a file in `rules` and a line in
/// its list.
@NullMarked
package dev.lockstep.lint;

import org.jspecify.annotations.NullMarked;
