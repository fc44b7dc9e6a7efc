package dev.lockstep.engines.declarative;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Keeps what is costly to make, each thing made once even when many ask at the same time; what was
/// not asked for longest goes first, and the newest stays whatever its size.
///
/// @param <K> says what it is made of
/// @param <V> is what is made
final class Memory<K, V> {
  /// Objects of schemas, at less than a kilobyte each; a table of ten columns is some twenty.
  static final int MOST = 100_000;

  private final ToIntFunction<V> size;
  private final Map<K, Kept<V>> made = new LinkedHashMap<>(16, 0.75f, true);

  /// @param size in objects of schemas
  Memory(ToIntFunction<V> size) {
    this.size = size;
  }

  /// Is something that is made, or being made.
  private static final class Kept<V> {
    private final FutureTask<V> task;
    private int size;

    Kept(Supplier<V> maker) {
      this.task = new FutureTask<>(maker::get);
    }
  }

  /// Returns what was made before, or makes it; what fails is made again the next time.
  V get(K key, Supplier<V> maker) {
    Kept<V> kept;
    synchronized (this) {
      kept = made.computeIfAbsent(key, _ -> new Kept<>(maker));
    }
    // Does nothing where it runs or has run.
    kept.task.run();
    try {
      V value = kept.task.get();
      shrink(kept, size.applyAsInt(value));
      return value;
    } catch (ExecutionException e) {
      forget(key);
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another made it", e);
    }
  }

  private synchronized void shrink(Kept<V> newest, int weight) {
    newest.size = weight;
    long all = made.values().stream().mapToLong(kept -> kept.size).sum();
    Iterator<Kept<V>> oldestFirst = made.values().iterator();
    while (all > MOST && oldestFirst.hasNext()) {
      Kept<V> oldest = oldestFirst.next();
      if (oldest != newest) {
        all -= oldest.size;
        oldestFirst.remove();
      }
    }
  }

  private synchronized void forget(K key) {
    made.remove(key);
  }
}
