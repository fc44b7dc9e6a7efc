package dev.lockstep.dialects.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/// Makes sockets that notice a vanished server within seconds; the system's own default is two
/// hours.
///
/// *Shape*: pgjdbc creates it by name, hence public with a constructor without arguments.
public final class KeepAliveSocketFactory extends SocketFactory {
  /// *Units*: seconds, seconds, probes: a dead server is noticed after about 20 s.
  private static final Map<SocketOption<Integer>, Integer> PACE =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 5,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 5,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

  @Override
  public Socket createSocket() throws IOException {
    return paced(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return paced(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return paced(new Socket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return paced(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return paced(new Socket(host, port, from, fromPort));
  }

  private static Socket paced(Socket socket) throws IOException {
    for (Map.Entry<SocketOption<Integer>, Integer> option : PACE.entrySet()) {
      if (socket.supportedOptions().contains(option.getKey())) {
        socket.setOption(option.getKey(), option.getValue());
      }
    }
    return socket;
  }
}
