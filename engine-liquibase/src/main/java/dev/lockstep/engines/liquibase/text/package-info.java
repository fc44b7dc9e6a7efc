/// Changelogs as text: what stands at their end, and what is written behind it, without a change to
/// anything before.
@NullMarked
package dev.lockstep.engines.liquibase.text;

import org.jspecify.annotations.NullMarked;
