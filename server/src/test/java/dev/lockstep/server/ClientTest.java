package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.git.NewRepository;
import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.steps.Tool;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line works at a server: logged in, declaring, beginning, approving, asking.
class ClientTest {
  private static final TestDatabase DEV = TestPostgres.database();
  private static final TestDatabase PROD = TestPostgres.database();
  private static TestServer server;
  private static Caller admin;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    server = TestServer.working(TestPostgres.database());
    admin = server.setUp("admin");
    NewRepository.create(
        server.data().resolve("repositories").resolve("client"),
        List.of(
            new NewRepository.Entry(
                Instant.parse("2026-01-01T00:00:00Z"),
                "Ann Writer",
                "one",
                Map.of(
                    "db/V1__a.sql",
                    "CREATE TABLE a (id int);\n".getBytes(StandardCharsets.UTF_8),
                    "db/U1__a.sql",
                    "DROP TABLE a;\n".getBytes(StandardCharsets.UTF_8)))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Is how a command ended.
  private record End(int code, String out, String err) {
    End expect(int wanted) {
      assertThat(code).as(out + err).isEqualTo(wanted);
      return this;
    }
  }

  /// Runs a command as a user with a home of its own.
  private static End lockstep(String user, String input, String... words)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(folder.resolve(user));
    List<String> command = new ArrayList<>(Tool.ofThisProcess(Map.of()).command());
    command.addAll(List.of(words));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                home.toString(),
                "CLIENT_TEST_PASSWORD",
                DEV.password(),
                "LC_ALL",
                "C.UTF-8"));
    Process process = builder.start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    return new End(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  private static void login(String user) throws IOException, InterruptedException {
    lockstep(
            user,
            TestServer.tokenFor(server, user) + "\n",
            "login",
            server.server().address(),
            "--project=acme/client")
        .expect(0);
  }

  private static String instance(String environment, TestDatabase database) {
    return """
    ---
    kind: instances
    organisation: acme
    project: client
    name: client-%s
    spec: {schema: orders, environment: %s, host: 127.0.0.1, port: %d, database: "%s",
      username: "%s", password: '<+secrets.getValue("db")>'}
    """
        .formatted(environment, environment, database.port(), database.database(), database.user());
  }

  private static Path declarations() throws IOException {
    Path all = Files.createDirectories(folder.resolve("declared"));
    Files.writeString(
        all.resolve("world.yaml"),
        """
        # Everything there is.
        {kind: orgs, name: acme, spec: {}}
        ---
        {kind: projects, organisation: acme, name: client, spec: {}}
        ---
        {kind: users, name: bert, spec: {}}
        ---
        {kind: groups, name: dba, spec: {members: [bert]}}
        ---
        {kind: environments, organisation: acme, project: client, name: dev, spec: {rank: 1}}
        ---
        kind: environments
        organisation: acme
        project: client
        name: prod
        spec: {rank: 2, gates: {approvals: {groups: [dba], count: 1}}}
        ---
        kind: bindings
        organisation: acme
        project: client
        name: bert
        spec: {user: bert, role: approver}
        ---
        kind: repositories
        organisation: acme
        project: client
        name: main
        spec: {url: 'local:client', branch: main}
        ---
        kind: secrets
        organisation: acme
        project: client
        name: db
        spec: {value: <+env.CLIENT_TEST_PASSWORD>}
        """
            + instance("dev", DEV)
            + instance("prod", PROD));
    Files.writeString(
        all.resolve("lockstep.yaml"),
        """
        project: client
        environments: [dev, prod]
        schemas:
          - {name: orders, engine: flyway, dialect: postgresql, location: db}
        """);
    Files.writeString(
        all.resolve("release.pipeline.yaml"),
        """
        name: Release
        stages:
          - {stage: dev, environment: dev, steps: [deploy: ]}
          - {stage: prod, environment: prod, steps: [deploy: ]}
        """);
    return all;
  }

  @Test
  void fromAFolderOfFilesToProduction() throws Exception {
    lockstep("nobody", "", "run", "list").expect(2);
    lockstep("nobody", "lockstep_wrong\n", "login", server.server().address()).expect(1);
    lockstep("nobody", "", "login", "http://lockstep.example").expect(2);
    End in =
        lockstep(
                "admin",
                TestServer.tokenFor(server, "admin") + "\n",
                "login",
                server.server().address())
            .expect(0);
    assertThat(in.out()).contains("as admin");
    Path kept = folder.resolve("admin/.config/lockstep/login.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    declared();
    login("admin");
    login("bert");
    looksFromAfar();
    promoted();
    refused();
    assertThat(lockstep("admin", "", "logout").expect(0).out()).contains("Logged out");
    lockstep("admin", "", "run", "list").expect(2);
  }

  private static void declared() throws IOException, InterruptedException {
    String path = declarations().toString();
    assertThat(lockstep("admin", "", "apply", "-f", path).expect(2).err()).contains("--project");
    End dry =
        lockstep("admin", "", "apply", "-f", path, "--project=acme/client", "--dry-run").expect(0);
    assertThat(dry.out()).contains("+ environments/prod").doesNotContain(DEV.password());
    admin.get("/api/v1/orgs/acme").expect(404);
    assertThat(lockstep("admin", "", "apply", "-f", path, "--project=acme/client").expect(0).out())
        .contains("Declared, 13 new, 0 changed.");
    assertThat(lockstep("admin", "", "apply", "-f", path, "--project=acme/client").expect(0).out())
        .isEqualTo("Everything is as the files say.\n");
    Files.writeString(
        Path.of(path, "release.pipeline.yaml"),
        Files.readString(Path.of(path, "release.pipeline.yaml"))
            .replace("name: Release", "name: Release of everything"));
    assertThat(lockstep("admin", "", "apply", "-f", path, "--project=acme/client").expect(0).out())
        .contains("~ pipelines/release")
        .contains("-  name: Release\n")
        .contains("+  name: Release of everything\n")
        .contains("0 new, 1 changed");
  }

  private static void looksFromAfar() throws IOException, InterruptedException {
    End status = lockstep("bert", "", "status").expect(0);
    assertThat(status.out())
        .contains("client-dev")
        .contains("client-prod")
        .contains("1 change behind");
    assertThat(status.err()).contains("at " + server.server().address() + " acme/client");
    assertThat(lockstep("bert", "", "plan", "-e", "dev").expect(0).out())
        .contains("CREATE TABLE a");
    assertThat(lockstep("bert", "", "status", "--output", "json").expect(0).out()).startsWith("{");
    assertThat(lockstep("bert", "", "status", "--ref", "https://x.example/y#z").expect(1).err())
        .contains("branch, tag or commit");
    // Who may only look and approve neither deploys nor has the server work hard.
    assertThat(lockstep("bert", "", "deploy", "-e", "dev").expect(1).err()).contains("You may not");
    assertThat(lockstep("bert", "", "rehearse").expect(1).err()).contains("You may not");
    assertThat(lockstep("bert", "", "status", "--local").expect(2).err()).contains("lockstep.yaml");
  }

  private static void awaitsSomebody(int run) throws InterruptedException {
    String path = "/api/v1/orgs/acme/projects/client/runs/" + run;
    Instant end = Instant.now().plusSeconds(60);
    while (!admin.get(path).expect(200).body().contains("\"WAITING\"")) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(200);
    }
  }

  private static void promoted() throws IOException, InterruptedException {
    assertThat(lockstep("admin", "", "deploy", "--parallel=2").expect(2).err())
        .contains("--parallel is not for deploy at a server");
    assertThat(lockstep("admin", "", "deploy", "-e", "dev").expect(0).out())
        .contains("dev/deploy succeeded")
        .contains("succeeded");
    assertThat(lockstep("bert", "", "status", "-e", "dev").expect(0).out()).contains("up to date");
    assertThat(lockstep("admin", "", "run", "begin", "release").expect(0).out())
        .contains("Run 2 of release has begun.");
    awaitsSomebody(2);
    assertThat(lockstep("bert", "", "run", "show", "2").expect(0).out())
        .contains("prod/deploy waits")
        .contains("who may: group dba")
        .contains("CREATE TABLE a");
    assertThat(lockstep("admin", "", "approve", "2").expect(1).err()).contains("dba");
    assertThat(lockstep("bert", "", "approve", "2", "prod/none").expect(2).err())
        .contains("does not wait");
    assertThat(lockstep("bert", "", "approve", "2", "--content", "another thing").expect(1).err())
        .contains("not what you looked at");
    lockstep("bert", "", "approve", "2", "--comment", "fine").expect(0);
    assertThat(lockstep("admin", "", "run", "follow", "2").expect(0).out())
        .contains("Run 2: succeeded");
    assertThat(lockstep("bert", "", "approve", "2").expect(2).err()).contains("Nothing in run 2");
    assertThat(lockstep("admin", "", "run", "list").expect(0).out())
        .contains("release")
        .contains("(deploy)");
  }

  /// Somebody may not let something back, through the gate that everything passes.
  private static void refused() throws IOException, InterruptedException {
    admin
        .post(
            "/api/v1/orgs/acme/projects/client/operations",
            "{\"step\": \"rollback\", \"settings\": {\"count\": 1}, \"environments\": [\"prod\"]}")
        .expect(201);
    awaitsSomebody(3);
    lockstep("bert", "", "reject", "3", "--comment", "not today").expect(0);
    assertThat(lockstep("admin", "", "run", "follow", "3").expect(1).out())
        .contains("prod/rollback failed")
        .contains("Run 3: failed");
    String operations = "/api/v1/orgs/acme/projects/client/operations";
    admin.post(operations, "{\"step\": \"run\"}").expect(422);
    admin
        .post(operations, "{\"step\": \"tag\", \"settings\": {\"tag\": \"<+secrets.x>\"}}")
        .expect(422);
    admin.post(operations, "{\"step\": \"tag\", \"settings\": {\"command\": \"x\"}}").expect(422);
    admin.post(operations, "{\"step\": \"deploy\", \"environments\": [\"moon\"]}").expect(422);
  }
}
