package dev.lockstep.git;

import java.nio.file.Path;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/// Lets ssh use the user's own keys, configuration and known hosts, without asking anything: a host
/// that is not known yet is refused.
///
/// *Shape*: loaded only when an address asks for ssh, for its libraries are large.
final class SshAccess {
  private SshAccess() {}

  static void configure(SshTransport transport, Path home) {
    SshdSessionFactory sessions =
        new SshdSessionFactoryBuilder()
            .setPreferredAuthentications("publickey")
            .setHomeDirectory(home.toFile())
            .setSshDirectory(home.resolve(".ssh").toFile())
            .build(null);
    transport.setSshSessionFactory(sessions);
  }
}
