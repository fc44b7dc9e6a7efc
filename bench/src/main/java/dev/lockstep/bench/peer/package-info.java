/// Runs the contenders: Flyway, Liquibase and plain JDBC, as commands and as libraries.
@NullMarked
package dev.lockstep.bench.peer;

import org.jspecify.annotations.NullMarked;
