package dev.lockstep.scratch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// Is the newest server of a product, and those of its older versions that this installation
/// brings: each version spells what it holds, and does things, in its own way.
///
/// @param newest is taken where a version is not known, or not there
/// @param source makes the server of a major version; empty when there is none
/// @param older those that were made so far
record ServersOfVersions(
    ScratchServer newest,
    IntFunction<Optional<ScratchServer>> source,
    Map<Integer, Optional<ScratchServer>> older)
    implements ScratchServer {
  ServersOfVersions(ScratchServer newest, IntFunction<Optional<ScratchServer>> source) {
    this(newest, source, new ConcurrentHashMap<>());
  }

  @Override
  public ScratchDatabase create() {
    return newest.create();
  }

  @Override
  public ScratchServer like(int majorVersion) {
    return older.computeIfAbsent(majorVersion, source::apply).orElse(newest);
  }

  @Override
  public void close() {
    newest.close();
    older.values().forEach(server -> server.ifPresent(ScratchServer::close));
    older.clear();
  }
}
