package dev.lockstep.server.api;

import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.people.Setup;
import dev.lockstep.server.people.Tokens;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Makes the first user.
final class SetupRoutes {
  private static final Duration LASTS = Duration.ofDays(90);

  private final Database database;
  private final InstantSource clock;

  SetupRoutes(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/setup",
            new Guard.Open("it only says what to send"),
            _ ->
                Answer.text(
                    200,
                    "text/plain;charset=utf-8",
                    """
                    The first user of a new server is made by

                      curl -d '{"secret": "lockstep_…", "user": "you"}' ADDRESS/api/v1/setup

                    where the secret is what follows the # in the link on the server's console.
                    """),
            About.of("setupHelp", "Says how the first user is made.").answers(200, "How.")),
        new Route(
            "POST",
            "/api/v1/setup",
            new Guard.Open("there are no users yet; the secret of the console is asked for"),
            this::setUp,
            About.of("setUp", "Makes the first user, an administrator, with a token.")
                .takes("Setup")
                .gives("FreshToken")
                .answers(201, "The user is made; the token is shown this once.")
                .answers(403, "The secret is not, or no longer, one of this server.")));
  }

  private Answer setUp(Call call) {
    ObjectNode body = call.objectOf("secret", "user");
    String secret = Call.text(body, "secret");
    String user = Call.text(body, "user");
    EntityRows.checkName(user);
    Instant now = clock.instant();
    Tokens.Fresh fresh =
        database.in(connection -> {
          if (!Setup.use(connection, secret, now)) {
            throw new Problem(
                403,
                "setup-closed",
                "This secret does not make a user, or no longer.",
                "Start the server again for a new one; where there are users, ask one of them.");
          }
          EntityRows.By by = new EntityRows.By(user, now);
          EntityRows.insert(
              connection,
              Place.SERVER.entity("users", user),
              new EntityRows.Content(Json.object()),
              by);
          ObjectNode binding = Json.object();
          binding.put("role", "admin");
          binding.put("user", user);
          EntityRows.insert(
              connection,
              Place.SERVER.entity("bindings", "setup"),
              new EntityRows.Content(binding),
              by);
          return Tokens.issue(connection, user, "of the setup", LASTS, now);
        });
    return Answer.json(201, TokenRoutes.json(fresh));
  }
}
