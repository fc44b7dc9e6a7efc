package dev.lockstep.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Describes the machine and the checkout that a run is made on.
///
/// @param commit the commit that is checked out, with a word about changes on top of it
public record Machine(String processor, int cores, long memoryGib, String system, String commit) {
  static final double QUIET = 0.5;

  public static Machine here(Path root) throws IOException {
    OperatingSystemMXBean bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        line(Path.of("/proc/cpuinfo"), "model name", ':'),
        Runtime.getRuntime().availableProcessors(),
        Math.round(bean.getTotalMemorySize() / (double) (1L << 30)),
        line(Path.of("/etc/os-release"), "PRETTY_NAME", '=').replace("\"", "")
            + ", kernel "
            + System.getProperty("os.version"),
        commit(root));
  }

  /// Returns how many processes wanted to run in the last minute, on average.
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String line(Path file, String start, char separator) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(start))
          .findFirst()
          .map(line -> line.substring(line.indexOf(separator) + 1).strip())
          .orElse("unknown");
    }
  }

  private static String commit(Path root) throws IOException {
    String commit = git(root, "rev-parse", "--short=12", "HEAD");
    String changes = git(root, "status", "--porcelain", "--untracked-files=no");
    return changes.isEmpty() ? commit : commit + " with uncommitted changes";
  }

  private static String git(Path root, String... arguments) throws IOException {
    String[] words =
        Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0 ? output : "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
