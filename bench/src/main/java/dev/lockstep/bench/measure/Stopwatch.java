package dev.lockstep.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Times work inside this JVM.
public final class Stopwatch {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// Runs the work once; garbage of earlier work is collected before the clock starts.
  public Sample time(Callable<?> work) throws Exception {
    System.gc();
    long processor = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.call();
    long wall = System.nanoTime() - start;
    long used = system.getProcessCpuTime() - processor;
    return new Sample(Duration.ofNanos(wall), Duration.ofNanos(used), 0);
  }
}
