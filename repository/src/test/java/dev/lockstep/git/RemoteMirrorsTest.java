package dev.lockstep.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.Pin;
import dev.lockstep.testkit.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteMirrorsTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private TestRepository made;
  private TestGitServer server;
  private RemoteMirrors mirrors;
  private Path cache;

  @BeforeEach
  void create() throws Exception {
    made = TestRepository.create(folder.resolve("made"));
    made.write("db/V1__a.sql", "a").commit("first");
    server = new TestGitServer(made.git.getRepository());
    cache = RemoteMirrors.cacheFolder(environment::get, folder.resolve("home"));
    mirrors = mirrors(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    server.close();
    made.close();
  }

  @Test
  void fetchesOverHttpAndKeepsUp() throws Exception {
    RemoteUrl url = RemoteUrl.parse(server.url("/shop.git"));
    made.git.tag().setName("v1").setAnnotated(true).setMessage("one").setSigned(false).call();
    try (GitRepository mirror = mirrors.fetch(url)) {
      assertThat(mirror.tree("main", "").list("db")).hasSize(1);
      assertThat(mirror.resolve(new Pin.Tag("v1"))).isEqualTo(mirror.resolve("HEAD"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
    String second = made.write("db/V2__b.sql", "b").commit("second");
    made.git.branchCreate().setName("gone").call();
    try (GitRepository mirror = mirrors.fetch(url)) {
      assertThat(mirror.resolve("main")).isEqualTo(second);
      assertThat(mirror.resolve("gone")).isEqualTo(second);
    }
    made.git.branchDelete().setBranchNames("gone").setForce(true).call();
    made.git.reset().setRef("v1").setMode(org.eclipse.jgit.api.ResetCommand.ResetType.HARD).call();
    String rewritten = made.write("db/V2__c.sql", "c").commit("rewritten");
    try (GitRepository mirror = mirrors.fetch(url)) {
      assertThat(mirror.resolve("main")).isEqualTo(rewritten);
      assertThat(mirror.names()).doesNotContain("gone");
    }
  }

  @Test
  void followsTheDefaultBranchOfTheRemote() throws Exception {
    String trunk = GitFolder.discover(made.folder).flatMap(GitFolder::head).orElseThrow();
    made.git.branchCreate().setName("trunk").call();
    made.commit("second on main");
    made.git.checkout().setName("trunk").call();
    for (String address :
        List.of(
            server.url("/shop.git"),
            made.folder
                .toUri()
                .toString()
                .replace("file:/", "file:///")
                .replace("file://///", "file:///"))) {
      try (GitRepository mirror = mirrors.fetch(RemoteUrl.parse(address))) {
        assertThat(mirror.resolve("HEAD")).as(address).isEqualTo(trunk);
      }
    }
  }

  @Test
  void sendsTheTokenOnlyWhereItBelongs() throws IOException {
    RemoteUrl closed = RemoteUrl.parse(server.url("/closed.git"));
    fails("access was denied", "LOCKSTEP_GIT_TOKEN", () -> mirrors.fetch(closed));
    environment.put("LOCKSTEP_GIT_TOKEN", "wrong-token");
    fails("access was denied", "LOCKSTEP_GIT_TOKEN", () -> mirrors.fetch(closed));
    environment.put("LOCKSTEP_GIT_TOKEN", "token-4711");
    environment.put("LOCKSTEP_GIT_USERNAME", "ci");
    try (GitRepository mirror = mirrors.fetch(closed)) {
      assertThat(mirror.tree("main", "").list("db")).hasSize(1);
    }
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(content(file)).doesNotContain("token-4711");
      }
    }
    server.authorizations.clear();
    fails("", null, () -> mirrors.fetch(RemoteUrl.parse(server.url("/moved.git"))));
    assertThat(server.authorizations).as("sent to another host").isEmpty();
  }

  /// JGit looks behind a fetch whether it should clean up, and locks its log meanwhile.
  private static String content(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  @Test
  void saysWhyARemoteCannotBeFetched() throws Exception {
    fails(
        "there is no repository",
        "Check the address",
        () -> mirrors.fetch(RemoteUrl.parse(server.url("/absent.git"))));
    fails(
        "there is no repository",
        "Check the address",
        () -> mirrors.fetch(RemoteUrl.parse("file://" + folder.resolve("absent"))));
    fails(
        "the host no-such-host.invalid is not known",
        "Check the address",
        () -> mirrors.fetch(RemoteUrl.parse("https://no-such-host.invalid/shop.git")));
    String dead = server.url("/shop.git");
    server.close();
    fails("the host does not answer", "network", () -> mirrors.fetch(RemoteUrl.parse(dead)));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      RemoteUrl url = RemoteUrl.parse("http://127.0.0.1:" + silent.getLocalPort() + "/shop.git");
      fails("did not answer in time", "network", () -> mirrors(Duration.ofSeconds(1)).fetch(url));
    }
  }

  @Test
  void letsManyFetchTheSameAtOnce() throws Exception {
    RemoteUrl url = RemoteUrl.parse(server.url("/shop.git"));
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(() -> {
        try (GitRepository mirror = mirrors.fetch(url)) {
          return mirror.resolve("main");
        }
      });
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> done : executor.invokeAll(tasks)) {
        assertThat(done.get())
            .isEqualTo(GitFolder.discover(made.folder).flatMap(GitFolder::head).orElseThrow());
      }
    }
  }

  @Test
  void waitsForAnotherProcessButNotForEver() throws Exception {
    RemoteUrl url = RemoteUrl.parse(server.url("/shop.git"));
    mirrors.fetch(url).close();
    Path lock;
    try (Stream<Path> files = Files.list(cache)) {
      lock = files.filter(file -> file.toString().endsWith(".lock")).findFirst().orElseThrow();
    }
    try (ChildJvm other = ChildJvm.start(HoldsFile.class, lock.toString())) {
      other.awaitLine("HELD", Duration.ofSeconds(60));
      fails(
          "Another process (number " + ProcessHandle.current().pid() + ") has been fetching",
          "Wait until it has finished or end it, then run the same command again; the lock is the"
              + " file "
              + lock
              + ".",
          () -> mirrors(Duration.ofMillis(20)).fetch(url));
    }
    mirrors.fetch(url).close();
  }

  /// Holds a lock until it is killed.
  static final class HoldsFile {
    private HoldsFile() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        System.out.println(lock.isValid() ? "HELD" : "LOST");
        Thread.sleep(Duration.ofMinutes(5));
      }
    }
  }

  @Test
  void findsTheCacheFolder() {
    Path home = Path.of("/home/ada");
    assertThat(RemoteMirrors.cacheFolder(name -> null, home))
        .isEqualTo(home.resolve(".cache/lockstep/git"));
    assertThat(RemoteMirrors.cacheFolder(name -> "/var/cache", home))
        .isEqualTo(Path.of("/var/cache/lockstep/git"));
    assertThat(RemoteMirrors.cacheFolder(name -> "relative", home))
        .isEqualTo(home.resolve(".cache/lockstep/git"));
  }

  private RemoteMirrors mirrors(Duration timeout) {
    return new RemoteMirrors(cache, folder.resolve("home"), timeout, environment::get);
  }

  private static void fails(
      String words,
      @org.jspecify.annotations.Nullable String nextStep,
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            LockstepException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.GIT);
              assertThat(e).hasMessageContaining(words).hasMessageNotContaining("token");
              if (nextStep != null) {
                assertThat(e.nextStep()).contains(nextStep);
              }
            });
  }
}
