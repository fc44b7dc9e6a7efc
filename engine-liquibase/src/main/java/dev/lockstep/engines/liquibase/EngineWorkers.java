package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.LiquibaseBridge;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Lends workers, each with a Liquibase of its own, so that several deployments run side by side
/// without sharing any of Liquibase's statics.
///
/// *Shape*: one worker uses the application's own classes, which start fastest; all engines of the
/// process share it, for there is one set of these classes. Further simultaneous ones, and those
/// with a user's jars, get class loaders of their own. Returned workers stay warm and are lent
/// again. At most so many exist at a time; whoever comes later waits.
final class EngineWorkers {
  private static final String WORKER = "dev.lockstep.engines.liquibase.worker.LiquibaseWorker";

  private static final ClassLoader APPLICATION = EngineWorkers.class.getClassLoader();

  /// Guards the worker with the application's own classes while it is lent.
  private static final Semaphore APPLICATION_FREE = new Semaphore(1);

  private static @Nullable LiquibaseBridge applicationBridge;

  private final Semaphore free;
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final int most;
  private @Nullable List<URL> libraries;
  private int existing;
  private boolean applicationLent;

  EngineWorkers(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /// Lends a worker that has the given jars beside Liquibase; give it back by closing.
  ///
  /// *Errors*: `INTERRUPTED` when the thread is interrupted while it waits for a worker.
  Worker lease(List<Path> jars) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LockstepException(
          ErrorCode.INTERRUPTED, "Interrupted while waiting for a free worker.", null, e);
    }
    try {
      return take(List.copyOf(jars));
    } catch (RuntimeException | Error e) {
      free.release();
      throw e;
    }
  }

  /// Counts the workers that were lent and still exist.
  synchronized int size() {
    return existing + (applicationLent ? 1 : 0);
  }

  private synchronized Worker take(List<Path> jars) {
    for (Worker worker : idle) {
      if (worker.jars.equals(jars)) {
        idle.remove(worker);
        return worker;
      }
    }
    if (jars.isEmpty() && APPLICATION_FREE.tryAcquire()) {
      try {
        return application();
      } catch (RuntimeException | Error e) {
        APPLICATION_FREE.release();
        throw e;
      }
    }
    if (existing >= most) {
      discard(idle.removeLast());
    }
    Worker made = make(jars);
    existing++;
    return made;
  }

  private Worker application() {
    LiquibaseBridge bridge = applicationBridge == null ? bridge(APPLICATION) : applicationBridge;
    applicationBridge = bridge;
    applicationLent = true;
    return new Worker(bridge, List.of(), null);
  }

  private Worker make(List<Path> jars) {
    if (libraries == null) {
      libraries = WorkerJars.find(APPLICATION);
    }
    List<URL> urls = new ArrayList<>(libraries);
    jars.forEach(jar -> urls.add(url(jar)));
    URLClassLoader loader =
        new URLClassLoader(
            "lockstep-liquibase", urls.toArray(URL[]::new), new SharedTypes(APPLICATION));
    return new Worker(bridge(loader), jars, loader);
  }

  private void discard(Worker worker) {
    existing--;
    try {
      if (worker.loader != null) {
        worker.loader.close();
      }
    } catch (IOException e) {
      System.getLogger("dev.lockstep.engines.liquibase")
          .log(System.Logger.Level.DEBUG, "class loader not closed", e);
    }
  }

  private synchronized void giveBack(Worker worker) {
    if (worker.loader == null) {
      APPLICATION_FREE.release();
    } else {
      idle.addFirst(worker);
    }
    free.release();
  }

  private static LiquibaseBridge bridge(ClassLoader loader) {
    try {
      return Class.forName(WORKER, true, loader)
          .asSubclass(LiquibaseBridge.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LockstepException(ErrorCode.INTERNAL, "Liquibase cannot be loaded.", null, e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new LockstepException(ErrorCode.INTERNAL, "cannot load " + jar, null, e);
    }
  }

  /// Is one lent worker.
  final class Worker implements AutoCloseable {
    private final LiquibaseBridge bridge;
    private final List<Path> jars;
    private final @Nullable URLClassLoader loader;

    private Worker(LiquibaseBridge bridge, List<Path> jars, @Nullable URLClassLoader loader) {
      this.bridge = bridge;
      this.jars = jars;
      this.loader = loader;
    }

    LiquibaseBridge bridge() {
      return bridge;
    }

    @Override
    public void close() {
      giveBack(this);
    }
  }
}
