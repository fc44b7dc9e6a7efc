package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// PostgreSQL runs in each way that the present user has: for root all three that step down.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServerAccountTest {
  private Path folder;

  ServerAccountTest() throws IOException {
    folder =
        Files.createTempDirectory(
            Folders.parent(Places.onThisMachine().dataRoot()), "lockstep-test-");
  }

  @BeforeAll
  void open() throws IOException {
    Folders.openToTraversal(folder);
  }

  @AfterAll
  void delete() throws IOException {
    Folders.delete(folder);
  }

  @TestFactory
  Stream<DynamicTest> throwAwayServerRunsAs() {
    return accounts()
        .map(account ->
            DynamicTest.dynamicTest(
                account.toString(),
                () -> {
                  PostgresOptions options =
                      PostgresOptions.onThisMachine().withDataRoot(folder.resolve("data"));
                  try (EmbeddedPostgres embedded =
                      EmbeddedPostgres.start(options, binaries(account))) {
                    embedded.server().createDatabase("shop");
                    assertThat(embedded.server().databases()).containsExactly("shop");
                  }
                  assertThat(folder.resolve("data")).isEmptyDirectory();
                }));
  }

  @TestFactory
  Stream<DynamicTest> persistentServerRunsAs() {
    return accounts()
        .map(account ->
            DynamicTest.dynamicTest(
                account.toString(),
                () -> {
                  Path home = folder.resolve("persistent-" + account.prefix().size());
                  PersistentOptions options = PersistentOptions.in(home);
                  PostgresServer server = PersistentPostgres.start(options, binaries(account));
                  server.createDatabase("shop");
                  assertThat(PersistentPostgres.attach(home)).contains(server);
                  assertThat(PersistentPostgres.stop(options, binaries(account))).isTrue();
                  assertThat(PersistentPostgres.attach(home)).isEmpty();
                }));
  }

  @Test
  void chosenAccountIsNotRoot() {
    ServerAccount account = ServerAccount.choose(folder);
    Command who =
        Command.run(
            account.command(Path.of("id"), List.of("-u")),
            folder,
            java.time.Duration.ofSeconds(20));
    assertThat(who.output()).isNotEqualTo("0").containsOnlyDigits();
  }

  @Test
  void folderClosedToTheAccountIsNamed() throws IOException {
    Path closed = Files.createTempDirectory(folder, "closed").resolve("server");
    if (ServerAccount.isRoot(folder)) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() ->
              PersistentPostgres.start(
                  PersistentOptions.in(closed), binaries(ServerAccount.STEPPED_DOWN)))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("the account nobody cannot enter");
    }
    assertThat(ServerAccount.PRESENT.reaches(closed, folder)).isTrue();
  }

  private PostgresBinaries binaries(ServerAccount account) {
    return PostgresBinaries.unpacked(
        PostgresArchive.onClassPath(), folder.resolve("cache"), account);
  }

  private Stream<ServerAccount> accounts() {
    return ServerAccount.isRoot(folder)
        ? Stream.of(ServerAccount.NAMESPACE, ServerAccount.STEPPED_DOWN, ServerAccount.SUBSTITUTED)
        : Stream.of(ServerAccount.PRESENT);
  }
}
