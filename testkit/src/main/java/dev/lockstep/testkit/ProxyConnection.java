package dev.lockstep.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Carries the bytes of one connection in both directions.
///
/// *Shape*: per direction one thread reads and notes when each chunk is due, another waits until
/// then and writes, so that a delay costs time but no throughput.
final class ProxyConnection {
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int CHUNKS_IN_FLIGHT = 1024;
  private static final byte[] END = new byte[0];

  /// Holds bytes and the moment they may leave; no bytes mark the end of the stream.
  private static final class Chunk {
    final byte[] bytes;
    final long dueNanos;

    Chunk(byte[] bytes, long dueNanos) {
      this.bytes = bytes;
      this.dueNanos = dueNanos;
    }
  }

  private final Proxy proxy;
  private final Socket client;
  private final Socket server;
  private final AtomicBoolean serverSpokeLast = new AtomicBoolean(true);
  private final AtomicBoolean answersLost = new AtomicBoolean();
  private final AtomicInteger directions = new AtomicInteger(2);

  ProxyConnection(Proxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void start() {
    carry(client, server, true);
    carry(server, client, false);
  }

  private void carry(Socket from, Socket to, boolean request) {
    BlockingQueue<Chunk> wire = new ArrayBlockingQueue<>(CHUNKS_IN_FLIGHT);
    Thread.ofVirtual().name("proxy-read").start(() -> read(from, wire, request));
    Thread.ofVirtual().name("proxy-write").start(() -> write(to, wire, request));
  }

  private void read(Socket from, BlockingQueue<Chunk> wire, boolean request) {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      InputStream input = from.getInputStream();
      for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, length);
        if (request && isCutAt(bytes)) {
          reset();
          break;
        }
        if (serverSpokeLast.getAndSet(!request) && request) {
          proxy.countTurn();
        }
        wire.put(new Chunk(bytes, System.nanoTime() + proxy.halfDelayNanos()));
      }
    } catch (IOException _) {
      // The connection is gone; the other direction learns it from the end mark.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    end(wire);
  }

  /// A lost answer lets the request pass and cuts when the server speaks again.
  private boolean isCutAt(byte[] request) {
    return switch (proxy.cutPlannedFor(request)) {
      case REQUEST -> true;
      case ANSWER -> {
        answersLost.set(true);
        yield false;
      }
      case null -> false;
    };
  }

  private static void end(BlockingQueue<Chunk> wire) {
    try {
      wire.put(new Chunk(END, System.nanoTime()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Socket to, BlockingQueue<Chunk> wire, boolean request) {
    try {
      for (Chunk chunk = wire.take(); chunk.bytes.length > 0; chunk = wire.take()) {
        waitUntil(chunk.dueNanos);
        proxy.passGate();
        if (!request && answersLost.get()) {
          reset();
          break;
        }
        to.getOutputStream().write(chunk.bytes);
      }
      to.shutdownOutput();
    } catch (IOException _) {
      reset();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (directions.decrementAndGet() == 0) {
      reset();
    }
  }

  private static void waitUntil(long dueNanos) {
    for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Closes both sides without the polite exchange, so that the peers see a reset.
  void reset() {
    reset(client);
    reset(server);
    proxy.ended(this);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException _) {
      // It is closed already.
    }
  }
}
