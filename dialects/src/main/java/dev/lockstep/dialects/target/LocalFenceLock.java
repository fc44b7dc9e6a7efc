package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Fence.Holder;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds the fence of a database that only this process can reach, in this process.
public final class LocalFenceLock implements FenceLock {
  private final Held held;
  private final String database;
  private final InstantSource clock;

  /// Is what all targets of one process share.
  public static final class Held {
    private final ConcurrentHashMap<String, Holder> holders = new ConcurrentHashMap<>();
  }

  /// @param database names the database among all that this process reaches
  public LocalFenceLock(Held held, String database, InstantSource clock) {
    this.held = held;
    this.database = database;
    this.clock = clock;
  }

  private String key(String schema) {
    return schema + "\n" + database;
  }

  @Override
  public boolean tryTake(String schema, String token) {
    Holder mine = new Holder(token, clock.instant(), "this process", null);
    return held.holders.putIfAbsent(key(schema), mine) == null;
  }

  @Override
  public void free(String schema) {
    held.holders.remove(key(schema));
  }

  @Override
  public Optional<Holder> holder(String schema) {
    return Optional.ofNullable(held.holders.get(key(schema)));
  }
}
