package dev.lockstep.cli;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/// Prepares things on all processors while those before them are worked with, in their order.
///
/// Not more than a few are ready ahead, so that not all are in memory.
final class ReadAhead<T, R> {
  private static final int AHEAD = 16;

  private final Iterator<T> left;
  private final Function<T, R> work;
  private final Queue<ForkJoinTask<R>> ahead = new ArrayDeque<>();

  ReadAhead(List<T> things, Function<T, R> work) {
    this.left = things.iterator();
    this.work = work;
  }

  /// Returns what the next thing came to.
  R next() {
    while (left.hasNext() && ahead.size() < AHEAD) {
      T thing = left.next();
      ahead.add(ForkJoinTask.adapt((Callable<R>) () -> work.apply(thing)).fork());
    }
    return ahead.remove().join();
  }
}
