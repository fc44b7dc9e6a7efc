package dev.lockstep.deploy;

import java.time.InstantSource;
import java.util.function.Supplier;

/// Says who works, by which clock and under which new names; injected so that tests can fix all
/// three.
///
/// @param who the person or account that started the command, for ledgers and locks
/// @param ids gives a new deployment id with each call: unique, and later ones sort behind earlier
///   ones
public record Identity(String who, InstantSource clock, Supplier<String> ids) {}
