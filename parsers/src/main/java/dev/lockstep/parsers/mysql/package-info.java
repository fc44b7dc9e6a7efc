/// MySQL's and MariaDB's grammars: text becomes a syntax tree or a complaint in the words of a
/// server.
///
/// The grammars are those that Debezium publishes, made for ANTLR; nothing of either is seen
/// outside this package. What a statement means is not read here.
@NullMarked
package dev.lockstep.parsers.mysql;

import org.jspecify.annotations.NullMarked;
