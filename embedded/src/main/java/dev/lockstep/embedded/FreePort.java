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

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  /// Says whether a server did not start because its port was taken meanwhile.
  static boolean wasTaken(EmbeddedServerException failed) {
    String message = String.valueOf(failed.getMessage());
    return message.contains("could not create any TCP/IP sockets")
        || message.contains("Address already in use");
  }
}
