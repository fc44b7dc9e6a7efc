package dev.lockstep.cli;

import dev.lockstep.client.Login;
import dev.lockstep.client.Login.ProjectName;
import dev.lockstep.client.ServerClient;
import dev.lockstep.config.ReferencedSecrets;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is the server of the demo, a process of its own that outlives the command.
///
/// *Shape*: it keeps its things in a database beside the shop's; what is declared at it lies as
/// files in the folder `declared`.
record DemoServer(CommandContext context, DemoFolder folder) {
  static final ProjectName PROJECT = new ProjectName("demo", "shop");

  private static final String DATABASE = "lockstep";
  private static final String USER = "anna";
  private static final int USUAL_PORT = 8080;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern LISTENS = Pattern.compile("(?m)^Lockstep listens on (\\S+)$");
  private static final Pattern SETUP = Pattern.compile("(?m)^ +\\S+/setup#(\\S+)$");

  private Path data() {
    return folder.path().resolve("server");
  }

  /// Holds the token of the user.
  Path token() {
    return data().resolve("token");
  }

  Path declared() {
    return folder.path().resolve("declared");
  }

  private Path log() {
    return data().resolve("server.log");
  }

  private Path pid() {
    return data().resolve("pid");
  }

  /// Tells whether this installation has a server.
  boolean isHere() {
    Path home = context.invocation().home();
    return home != null && Files.isReadable(home.resolve("server-classpath"));
  }

  /// Starts it, and declares the shop the first time.
  ///
  /// @return its address
  String start(PostgresServer postgres) {
    try {
      Files.createDirectories(data().resolve("repositories"));
      Path repository = data().resolve("repositories").resolve("shop");
      if (!Files.exists(repository)) {
        Files.createSymbolicLink(repository, Path.of("..", "..", "shop"));
      }
      if (!postgres.databases().contains(DATABASE)) {
        postgres.createDatabase(DATABASE);
      }
      String said = running().isPresent() ? Files.readString(log()) : started(postgres);
      String address = found(LISTENS, said).orElseThrow(() -> failed(said));
      if (!Files.exists(token())) {
        setUp(address, said, postgres);
      }
      return address;
    } catch (IOException failed) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The demo's server cannot be set up: " + failed.getMessage(),
          "See " + log() + ".",
          failed);
    }
  }

  private String started(PostgresServer postgres) throws IOException {
    List<String> command = new ArrayList<>();
    Path detached = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(detached)) {
      // What ends the commands of a terminal does not end it.
      command.add(detached.toString());
    }
    command.addAll(
        List.of(
            context.invocation().command(),
            "server",
            "--data",
            data().toString(),
            "--url",
            postgres.jdbcUrl(DATABASE),
            "--port",
            String.valueOf(port())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(context.invocation().directory().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "LOCKSTEP_DATABASE_USER",
                PostgresServer.USER,
                "LOCKSTEP_DATABASE_PASSWORD",
                postgres.password()));
    Process process = builder.start();
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      String said = Files.readString(log());
      if (found(LISTENS, said).isPresent()
          && (Files.exists(token()) || found(SETUP, said).isPresent())) {
        Files.writeString(
            pid(),
            process.pid()
                + " "
                + process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli());
        return said;
      }
      pause();
    }
    throw failed(Files.readString(log()));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LockstepException(
          ErrorCode.INTERRUPTED, "The demo's server was still starting.", null, interrupted);
    }
  }

  private LockstepException failed(String said) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "The demo's server did not start: " + said.strip(),
        "See " + log() + "; the demo's databases are ready without it.");
  }

  private static int port() throws IOException {
    for (int wanted : List.of(USUAL_PORT, 0)) {
      try (ServerSocket free = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        if (wanted == 0) {
          throw taken;
        }
      }
    }
    return 0;
  }

  private void setUp(String address, String said, PostgresServer postgres) throws IOException {
    SequencedMap<String, Value> first = new LinkedHashMap<>();
    first.put("secret", Value.of(found(SETUP, said).orElseThrow(() -> failed(said))));
    first.put("user", Value.of(USER));
    String secret =
        Looking.text(
            new ServerClient(Login.address(address), null).post("/setup", new Value.Fields(first)),
            "secret");
    DemoRepository.write(
        declared(),
        List.of("shop.yaml", "release.pipeline.yaml"),
        Map.of(
            "PORT", String.valueOf(postgres.port()),
            "USER", PostgresServer.USER,
            "PASSWORD", folder.server().resolve("password").toString()));
    Declarations declarations =
        new Declarations(
            PROJECT, new ReferencedSecrets(context.invocation()::variable, folder.path()));
    declarations.read(declared());
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("items", new Value.Items(List.copyOf(declarations.all())));
    new ServerClient(Login.address(address), secret).post("/declarations", new Value.Fields(body));
    Path fresh =
        Files.createTempFile(
            data(),
            "token",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, secret + "\n", StandardCharsets.UTF_8);
    Files.move(fresh, token());
  }

  private static Optional<String> found(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Optional<ProcessHandle> running() {
    try {
      if (!Files.exists(pid())) {
        return Optional.empty();
      }
      String[] kept = Files.readString(pid()).split(" ", 2);
      // Its number alone may be another's by now.
      return ProcessHandle.of(Long.parseLong(kept[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process ->
              String.valueOf(process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli())
                  .equals(kept[1]));
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  /// Ends it, where it runs.
  void stop() {
    running()
        .ifPresent(process -> {
          process.destroy();
          try {
            process.onExit().get(30, TimeUnit.SECONDS);
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          } catch (java.util.concurrent.ExecutionException
              | java.util.concurrent.TimeoutException still) {
            process.destroyForcibly();
          }
        });
  }
}
