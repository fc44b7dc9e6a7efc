package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers end with their JVM and leave nothing behind.
final class ServerLifeTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"})
  void killedJvmTakesItsServerAlong(String kind) throws Exception {
    try (ChildJvm child = hold(kind, usualCache(), folder)) {
      List<ProcessHandle> processes = servers(child);
      assertThat(processes).filteredOn(this::isServer).hasSize(1).allMatch(ServerLifeTest::runs);
      child.kill();
      awaitEnd(processes);
      assertThat(children(folder)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"})
  void endingJvmTakesItsServerAlong(String kind) throws Exception {
    try (ChildJvm child = hold(kind, usualCache(), folder)) {
      List<ProcessHandle> processes = servers(child);
      child.send("x");
      assertThat(child.awaitExit(LIMIT)).isZero();
      assertThat(processes).noneMatch(ServerLifeTest::runs);
      assertThat(children(folder)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"})
  void serverWhoseKeeperWasKilledTooIsSweptByTheNextStart(String kind) throws Exception {
    try (ChildJvm child = hold(kind, usualCache(), folder)) {
      List<ProcessHandle> processes = servers(child);
      List<ProcessHandle> keepers = processes.stream().filter(ServerLifeTest::isShell).toList();
      List<ProcessHandle> servers = processes.stream().filter(this::isServer).toList();
      assertThat(keepers).hasSize(2);
      // Held first: one that saw the other die would still stop the server.
      signal("-STOP", keepers);
      signal("-KILL", keepers);
      child.kill();
      assertThat(servers).hasSize(1).allMatch(ServerLifeTest::runs);
      List<Path> left = children(folder);
      assertThat(left).hasSize(1);
      try (ChildJvm next = hold(kind, usualCache(), folder)) {
        awaitEnd(servers);
        assertThat(children(folder)).doesNotContainAnyElementsOf(left).hasSize(1);
        killAll(next);
      }
    }
  }

  @Test
  void twoProcessesUnpackAtOnce() throws Exception {
    Path cache = folder.resolve("cache");
    try (ChildJvm first = start("postgres", cache, folder.resolve("one"));
        ChildJvm second = start("postgres", cache, folder.resolve("two"))) {
      first.awaitLine("READY", LIMIT);
      second.awaitLine("READY", LIMIT);
      killAll(first);
      killAll(second);
    }
    assertThat(children(cache))
        .hasSize(2)
        .allMatch(place -> Files.exists(place.resolve("complete")));
  }

  @Test
  void halfUnpackedFolderIsFilledAnew() throws Exception {
    Path cache = folder.resolve("cache");
    try (ChildJvm first = hold("postgres", cache, folder.resolve("data"))) {
      killAll(first);
    }
    Path program;
    try (Stream<Path> files = Files.find(cache, 3, (path, _) -> path.endsWith("bin/postgres"))) {
      program = files.findFirst().orElseThrow();
    }
    Files.write(program, new byte[0]);
    try (ChildJvm second = hold("postgres", cache, folder.resolve("data"))) {
      assertThat(program).isNotEmptyFile();
      killAll(second);
    }
    assertThat(children(cache)).hasSize(2);
  }

  private static void signal(String signal, List<ProcessHandle> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(String.valueOf(process.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static ChildJvm hold(String kind, Path cache, Path data) {
    ChildJvm child = start(kind, cache, data);
    child.awaitLine("READY", LIMIT);
    return child;
  }

  private static ChildJvm start(String kind, Path cache, Path data) {
    return ChildJvm.start(ServerHolder.class, kind, cache.toString(), data.toString());
  }

  private static Path usualCache() {
    return dev.lockstep.embedded.Places.onThisMachine().cache();
  }

  private static List<ProcessHandle> servers(ChildJvm child) {
    return ProcessHandle.of(child.pid()).orElseThrow().descendants().toList();
  }

  private static boolean isShell(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("sh");
  }

  private static void killAll(ChildJvm child) {
    List<ProcessHandle> processes = servers(child);
    child.kill();
    awaitEnd(processes);
  }

  /// The process that got the data folder as an argument; those it makes have titles of their own.
  private boolean isServer(ProcessHandle process) {
    return !isShell(process) && process.info().commandLine().orElse("").contains(folder.toString());
  }

  /// A dead process that nobody has collected yet still has a number, but no command.
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().commandLine().isPresent();
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (processes.stream().anyMatch(ServerLifeTest::runs)) {
      assertThat(System.nanoTime()).as("%s run on", processes).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static List<Path> children(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.toList();
    }
  }
}
