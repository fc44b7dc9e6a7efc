package dev.lockstep.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a client and a server on TCP and makes the network worse.
///
/// *Shape*: listens on a free port of 127.0.0.1; every chunk waits half the round trip's delay in
/// each direction without holding back those behind it, as a long wire does. Connections can be
/// cut, also at a chosen request, or go silent without being closed.
///
/// *Units*: delays are of a whole round trip.
public final class Proxy implements AutoCloseable {

  /// Says which half of an exchange a planned cut destroys.
  public enum Loss {
    /// The request never reaches the server.
    REQUEST,
    /// The server works, and its answer is lost.
    ANSWER
  }

  private record PlannedCut(String text, Loss loss) {}

  private final ServerSocket listener;
  private final String host;
  private final int targetPort;
  private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong delayNanos = new AtomicLong();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong turns = new AtomicLong();
  private final AtomicReference<@Nullable PlannedCut> planned = new AtomicReference<>();
  private final Gate gate = new Gate();

  private Proxy(ServerSocket listener, String host, int targetPort) {
    this.listener = listener;
    this.host = host;
    this.targetPort = targetPort;
  }

  /// Starts a proxy in front of a server, at first without any delay.
  public static Proxy to(String host, int port) {
    try {
      Proxy proxy =
          new Proxy(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), host, port);
      Thread.ofVirtual().name("proxy-accept").start(proxy::accept);
      return proxy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Starts a proxy in front of a test database's server.
  public static Proxy to(TestDatabase database) {
    return to(database.host(), database.port());
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Sets the delay of a round trip for all that is sent from now on.
  public Proxy delay(Duration roundTrip) {
    delayNanos.set(roundTrip.toNanos());
    return this;
  }

  /// Returns how many connections clients have made.
  public int connectionsMade() {
    return accepted.get();
  }

  /// Returns how often a client has spoken after its server, over all connections: the round trips
  /// on the wire, where client and server take turns.
  public long roundTrips() {
    return turns.get();
  }

  /// Closes all present connections at once, with a reset on both sides; new ones are accepted.
  public void cut() {
    for (ProxyConnection connection : connections) {
      connection.reset();
    }
  }

  /// Cuts a connection at the next request that holds the text in one packet, once.
  public void cutAt(String text, Loss loss) {
    planned.set(new PlannedCut(text, loss));
  }

  /// Stops forwarding on all connections and keeps them open, as when a cable is pulled.
  public void freeze() {
    gate.close();
  }

  /// Forwards again, first what was held back.
  public void thaw() {
    gate.open();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      gate.open();
      cut();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        accepted.incrementAndGet();
        connect(client);
      } catch (IOException _) {
        // The listener is closed and the loop ends, or this client is gone already.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(host, targetPort);
    } catch (IOException failed) {
      client.close();
      throw failed;
    }
    ProxyConnection connection = new ProxyConnection(this, client, server);
    connections.add(connection);
    connection.start();
  }

  void ended(ProxyConnection connection) {
    connections.remove(connection);
  }

  void countTurn() {
    turns.incrementAndGet();
  }

  long halfDelayNanos() {
    return delayNanos.get() / 2;
  }

  void passGate() throws InterruptedException {
    gate.pass();
  }

  /// Returns what a planned cut destroys when this request is the one, and takes the plan off.
  @Nullable Loss cutPlannedFor(byte[] request) {
    PlannedCut plan = planned.get();
    if (plan == null
        || !new String(request, StandardCharsets.ISO_8859_1)
            .contains(
                new String(
                    plan.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
        || !planned.compareAndSet(plan, null)) {
      return null;
    }
    return plan.loss();
  }
}
