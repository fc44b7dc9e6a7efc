/// The ordered statements that turn one schema into another.
///
/// *Neighbours*: differences come from `diff`; how one kind of object is created, altered and
/// dropped comes from the dialect, through [dev.lockstep.plan.ObjectKind]; the order comes from
/// here.
@NullMarked
package dev.lockstep.plan;

import org.jspecify.annotations.NullMarked;
