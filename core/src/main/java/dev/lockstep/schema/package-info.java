/// The immutable model of what a database holds.
///
/// *Shape*: every object of every kind has the same form: a name, attributes and the objects it
/// uses. What a kind's attributes mean is known to the dialect that inspects and renders it, so
/// that no kind has to be left out because nobody modelled it.
///
/// *Does not belong here*: how a kind is created or altered, and anything about connections.
@NullMarked
package dev.lockstep.schema;

import org.jspecify.annotations.NullMarked;
