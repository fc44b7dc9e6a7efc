package dev.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.server.TestServer.Caller;
import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a server of an earlier release left, a newer one goes on with.
///
/// *Shape*: `testdata/upgrade/VERSION.sql` is what `pg_dump --inserts` gave of the database of a
/// server whose tables were at that version, with runs under way; only the end of its token was put
/// off.
class UpgradeTest {
  private static final Path LEFT = Path.of("src/test/resources/testdata/upgrade");
  private static final String TOKEN = "lockstep_s5frJ-wsaQhk2LZiYxx49_IF06QRnJdSk8ejTWHT2V8";
  private static final String ACME = "/api/v1/orgs/acme/projects/";

  private static void awaits(Caller caller, String run, String part, String status)
      throws InterruptedException {
    Instant end = Instant.now().plusSeconds(60);
    String wanted = "\"key\":\"%s\",\"status\":\"%s\"".formatted(part, status);
    String shown = caller.get(ACME + run).expect(200).body();
    while (!shown.contains(wanted)) {
      assertThat(Instant.now()).as(shown).isBefore(end);
      Thread.sleep(100);
      shown = caller.get(ACME + run).expect(200).body();
    }
  }

  /// Runs of two projects wait for environments of one name, which were one for that release.
  @Test
  void fromVersion12() throws IOException, SQLException, InterruptedException {
    TestDatabase database = TestPostgres.database();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(LEFT.resolve("1.12.sql")));
    }
    try (TestServer server = TestServer.start(database, LEFT.resolve("keyset.json"))) {
      Caller anna = server.as(TOKEN);
      assertThat(anna.get("/api/v1/me").expect(200).body()).contains("anna");
      // Its secret is still what it was.
      assertThat(
              anna.put(ACME + "shop/secrets/db", "{\"value\": \"kept from before\"}")
                  .expect(200)
                  .body())
          .contains("\"revision\":1");
      awaits(anna, "bank/runs/2", "prod/approval", "WAITING");
      awaits(anna, "shop/runs/1", "prod/approval", "WAITING");
      awaits(anna, "shop/runs/3", "prod", "QUEUED");
      Caller bert = EntityTest.user(server, anna, "bert", ACME + "bank", "approver");
      bert.post(ACME + "bank/runs/2/parts/prod/approval/vote", "{\"vote\": \"approve\"}")
          .expect(200);
      awaits(anna, "bank/runs/2", "", "SUCCEEDED");
      anna.post(ACME + "shop/runs/1/abort", "{}").expect(200);
      awaits(anna, "shop/runs/1", "", "ABORTED");
      awaits(anna, "shop/runs/3", "prod/approval", "WAITING");
    }
  }
}
