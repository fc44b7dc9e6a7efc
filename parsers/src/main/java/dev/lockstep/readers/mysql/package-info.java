/// Statements of MySQL and MariaDB, read by their grammars into the vocabulary of statements.
///
/// Both grammars name the same words in the same order. So a statement is first made a row of
/// words, names, types, expressions and bodies, in which what is spelt alike looks alike, and is
/// read from there.
@NullMarked
package dev.lockstep.readers.mysql;

import org.jspecify.annotations.NullMarked;
