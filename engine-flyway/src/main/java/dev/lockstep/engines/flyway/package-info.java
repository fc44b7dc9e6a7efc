/// Flyway projects: their files, their history table and the plans that follow from comparing both.
///
/// Everything that is SQL is read and planned here without a class of Flyway; only
/// [dev.lockstep.engines.flyway.LibraryRun] and the classes of Java migrations load the library.
/// Sending statements is the business of the deploy room and does not belong here.
@NullMarked
package dev.lockstep.engines.flyway;

import org.jspecify.annotations.NullMarked;
