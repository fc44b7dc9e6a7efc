/// What all databases reached through JDBC share: connecting, reading, translating errors.
///
/// The spelling of one product belongs to that product's package; journaling to the journal room.
@NullMarked
package dev.lockstep.dialects.jdbc;

import org.jspecify.annotations.NullMarked;
