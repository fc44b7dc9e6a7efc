package dev.lockstep.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/// Serves one repository by Git's smart HTTP protocol on this machine.
///
/// *Shape*: `/shop.git` is open, `/closed.git` wants `ci` and `token-4711`, `/moved.git` sends the
/// caller to another host, everything else does not exist.
///
/// *Source*: gitprotocol-http(5).
final class TestGitServer implements AutoCloseable {
  private static final String SERVICE = "git-upload-pack";
  private static final String CREDENTIALS =
      "Basic "
          + Base64.getEncoder().encodeToString("ci:token-4711".getBytes(StandardCharsets.US_ASCII));

  final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final Repository repository;

  TestGitServer(Repository repository) throws IOException {
    this.repository = repository;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        authorizations.add(exchange.getRequestHeaders().getFirst("Host") + " " + authorization);
      }
      if (path.startsWith("/moved.git")) {
        String elsewhere = "http://localhost:" + server.getAddress().getPort() + "/closed.git";
        exchange
            .getResponseHeaders()
            .add(
                "Location",
                elsewhere + path.substring("/moved.git".length()) + "?service=" + SERVICE);
        exchange.sendResponseHeaders(302, -1);
      } else if (path.startsWith("/closed.git") && !CREDENTIALS.equals(authorization)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (path.matches("/(shop|closed)\\.git/info/refs")) {
        advertise(exchange);
      } else if (path.matches("/(shop|closed)\\.git/" + SERVICE)) {
        upload(exchange);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void advertise(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/x-" + SERVICE + "-advertisement");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      PacketLineOut lines = new PacketLineOut(body);
      lines.writeString("# service=" + SERVICE + "\n");
      lines.end();
      uploadPack().sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    }
  }

  private void upload(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    exchange.getResponseHeaders().add("Content-Type", "application/x-" + SERVICE + "-result");
    exchange.sendResponseHeaders(200, 0);
    try (InputStream raw = exchange.getRequestBody();
        InputStream request = packed ? new GZIPInputStream(raw) : raw;
        OutputStream body = exchange.getResponseBody()) {
      uploadPack().upload(request, body, null);
    }
  }

  private UploadPack uploadPack() {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    return pack;
  }
}
