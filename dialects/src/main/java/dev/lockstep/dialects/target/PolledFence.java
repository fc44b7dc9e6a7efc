package dev.lockstep.dialects.target;

import dev.lockstep.deploy.Fence;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Takes a product's lock by asking again and again.
///
/// A session that waits inside the server counts as a transaction that `CREATE INDEX CONCURRENTLY`
/// must wait for, and so deadlocks with it; an idle one that asks does not.
final class PolledFence implements Fence {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final FenceLock lock;
  private final LedgerTables tables;
  private final Surroundings surroundings;
  private final Set<String> held = new HashSet<>();

  PolledFence(FenceLock lock, LedgerTables tables, Surroundings surroundings) {
    this.lock = lock;
    this.tables = tables;
    this.surroundings = surroundings;
  }

  @Override
  public Hold acquire(String schema, String holder, Duration wait, WaitListener onWait) {
    if (held.contains(schema)) {
      throw new IllegalStateException("this session holds the fence of " + schema + " already");
    }
    tables.ensure();
    Instant start = surroundings.clock().instant();
    Duration pause = FIRST_PAUSE;
    Duration tellAt = Duration.ZERO;
    while (!lock.tryTake(schema, holder)) {
      Duration waited = Duration.between(start, surroundings.clock().instant());
      Optional<Holder> other = Optional.empty();
      if (waited.compareTo(tellAt) >= 0) {
        tellAt = waited.plus(TELL_EVERY);
        other = lock.holder(schema);
        other.ifPresent(who -> onWait.waiting(who, waited));
      }
      Duration left = wait.minus(waited);
      if (!left.isPositive()) {
        throw busy(schema, other.or(() -> lock.holder(schema)), waited);
      }
      surroundings.pause(pause.compareTo(left) < 0 ? pause : left);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
    held.add(schema);
    return () -> release(schema);
  }

  @Override
  public Optional<Holder> holder(String schema) {
    return lock.holder(schema);
  }

  private void release(String schema) {
    if (held.remove(schema)) {
      lock.free(schema);
    }
  }

  private static LockstepException busy(String schema, Optional<Holder> other, Duration waited) {
    StringBuilder message = new StringBuilder("Another deployment of ").append(schema);
    message.append(" is running here");
    other.ifPresent(who -> message.append(": ").append(Holders.describe(who)));
    if (waited.toSeconds() > 0) {
      message.append("; waited ").append(waited.toSeconds()).append(" s");
    }
    return new LockstepException(
        ErrorCode.DEPLOYMENT_RUNNING,
        message.append('.').toString(),
        other
            .map(Holder::wayOut)
            .orElse("Wait until it has finished, then run the same command again."));
  }
}
