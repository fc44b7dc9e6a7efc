package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Does the same to many targets, some at a time, in the order given.
///
/// *Shape*: one failing target never stops those already running; whether more are started is the
/// caller's choice.
final class FanOut {
  private final int width;
  private final boolean keepGoing;

  FanOut(int width, boolean keepGoing) {
    this.width = width;
    this.keepGoing = keepGoing;
  }

  /// Is what became of one target: a result, an exception, or neither when it was not started.
  record Outcome<T>(Work work, @Nullable T result, @Nullable Throwable failure) {
    boolean skipped() {
      return result == null && failure == null;
    }
  }

  /// Runs a task for each piece of work.
  ///
  /// @param failed tells from a result that it is a failure, too
  <T> List<Outcome<T>> run(List<Work> works, Function<Work, T> task, Predicate<T> failed) {
    AtomicBoolean stop = new AtomicBoolean();
    Function<Work, Outcome<T>> guarded =
        work -> {
          if (stop.get()) {
            return new Outcome<>(work, null, null);
          }
          Outcome<T> outcome = attempt(work, task);
          T result = outcome.result();
          if (!keepGoing && (result == null || failed.test(result))) {
            stop.set(true);
          }
          return outcome;
        };
    if (width == 1 || works.size() == 1) {
      return works.stream().map(guarded).toList();
    }
    return inParallel(works, guarded);
  }

  private <T> List<Outcome<T>> inParallel(List<Work> works, Function<Work, Outcome<T>> task) {
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(width, works.size()))) {
      List<Future<Outcome<T>>> futures = new ArrayList<>();
      for (Work work : works) {
        Callable<Outcome<T>> call = () -> task.apply(work);
        futures.add(pool.submit(call));
      }
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<Outcome<T>> future : futures) {
        outcomes.add(await(future));
      }
      return outcomes;
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> Outcome<T> attempt(Work work, Function<Work, T> task) {
    try {
      return new Outcome<>(work, task.apply(work), null);
    } catch (RuntimeException e) {
      return new Outcome<>(work, null, e);
    }
  }
}
