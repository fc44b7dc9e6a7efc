package dev.lockstep.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Finds a TCP port that nobody listens on at this moment; another process may still take it before
/// the server does, so callers retry.
final class FreePort {
  private FreePort() {}

  static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new EmbeddedServerException("No free port on 127.0.0.1.", failed);
    }
  }
}
