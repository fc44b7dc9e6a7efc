package dev.lockstep.cli;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/// Prepares things on all processors while those before them are worked with, in their order.
///
/// *Shape*: whoever has to wait for the next thing prepares others meanwhile. Not more than a few
/// are ready ahead, so that not all are in memory.
final class ReadAhead<T, R> {
  private static final int AHEAD = 16;

  private final Iterator<T> left;
  private final Function<T, R> work;
  private final Queue<FutureTask<R>> ahead = new ArrayDeque<>();

  ReadAhead(List<T> things, Function<T, R> work) {
    this.left = things.iterator();
    this.work = work;
  }

  /// Returns what the next thing came to.
  R next() {
    while (left.hasNext() && ahead.size() < AHEAD) {
      T thing = left.next();
      FutureTask<R> task = new FutureTask<>(() -> work.apply(thing));
      ahead.add(task);
      ForkJoinPool.commonPool().execute(task);
    }
    FutureTask<R> next = ahead.element();
    for (FutureTask<R> task : ahead) {
      if (next.isDone()) {
        break;
      }
      task.run(); // does nothing where another thread has begun it
    }
    return result(ahead.remove());
  }

  private static <R> R result(Future<R> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
