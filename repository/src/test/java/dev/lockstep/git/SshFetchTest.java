package dev.lockstep.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fetches from an ssh server in this process, with a key and known hosts of a home made for it.
final class SshFetchTest {
  @TempDir private Path folder;

  @Test
  void fetchesFromAKnownHostOnly() throws Exception {
    KeyPair user = rsa();
    KeyPair host = rsa();
    Path ssh = Files.createDirectories(folder.resolve("home/.ssh"));
    writeKey(ssh.resolve("id_rsa"), user);
    try (TestRepository made = TestRepository.create(folder.resolve("made"));
        SshServer server = server(made.git.getRepository(), host, user.getPublic())) {
      made.write("db/V1__a.sql", "a").commit("first");
      RemoteUrl url = RemoteUrl.parse("ssh://git@127.0.0.1:" + server.getPort() + "/team/shop.git");
      RemoteMirrors mirrors =
          new RemoteMirrors(
              folder.resolve("cache"),
              folder.resolve("home"),
              Duration.ofSeconds(30),
              name -> null);
      assertThatThrownBy(() -> mirrors.fetch(url))
          .isInstanceOf(LockstepException.class)
          .hasMessageContaining("access was denied");
      Files.writeString(
          ssh.resolve("known_hosts"),
          "[127.0.0.1]:"
              + server.getPort()
              + " "
              + PublicKeyEntry.toString(host.getPublic())
              + "\n");
      try (GitRepository mirror = mirrors.fetch(url)) {
        assertThat(mirror.tree("main", "").list("db")).hasSize(1);
      }
    }
  }

  private static SshServer server(Repository repository, KeyPair host, PublicKey user)
      throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        (name, key, session) -> name.equals("git") && KeyUtils.compareKeys(key, user));
    server.setCommandFactory((channel, command) -> new Upload(command, repository));
    server.start();
    return server;
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static void writeKey(Path file, KeyPair key) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, List.of("-----BEGIN PRIVATE KEY-----", body, "-----END PRIVATE KEY-----"));
  }

  /// Answers `git-upload-pack` with one repository, whatever its path.
  private static final class Upload extends AbstractCommandSupport {
    private final Repository repository;

    Upload(String command, Repository repository) {
      super(command, null);
      this.repository = repository;
    }

    @Override
    public void run() {
      int exit = 0;
      try {
        new UploadPack(repository).upload(getInputStream(), getOutputStream(), getErrorStream());
      } catch (IOException e) {
        exit = 1;
      }
      onExit(exit);
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
