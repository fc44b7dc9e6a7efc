package dev.lockstep.server.api;

import dev.lockstep.project.DurationText;
import dev.lockstep.server.people.Tokens;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Once;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes, lists and ends the caller's own tokens.
final class TokenRoutes {
  private static final Guard OWN = new Guard.Known("tokens are the caller's own");
  private static final int LONGEST_DESCRIPTION = 200;

  private final Database database;
  private final InstantSource clock;
  private final Once once;

  TokenRoutes(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.once = new Once(database, clock);
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/api/v1/me",
            OWN,
            TokenRoutes::me,
            About.of("me", "Tells who the caller is.").gives("Me").answers(200, "Who.")),
        new Route(
            "GET",
            "/api/v1/tokens",
            OWN,
            this::list,
            About.of("listTokens", "Lists the caller's tokens.")
                .gives("Tokens")
                .answers(200, "All of them; none is shown again.")),
        new Route(
            "POST",
            "/api/v1/tokens",
            OWN,
            this::issue,
            About.of("makeToken", "Makes a token for the caller.")
                .takes("NewToken")
                .gives("FreshToken")
                .answers(201, "The token, shown this once.")),
        new Route(
            "DELETE",
            "/api/v1/tokens/{id}",
            OWN,
            this::revoke,
            About.of("endToken", "Ends one of the caller's tokens.")
                .answers(204, "It has ended.")));
  }

  private static Answer me(Call call) {
    call.allow();
    ObjectNode me = Json.object();
    me.put("user", call.actor().user());
    ArrayNode groups = me.putArray("groups");
    call.actor().groups().stream().sorted().forEach(groups::add);
    return Answer.ok(me);
  }

  private Answer list(Call call) {
    call.allow();
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    database
        .in(connection -> Tokens.list(connection, call.actor().user()))
        .forEach(token -> items.add(json(token)));
    return Answer.ok(answer);
  }

  private Answer issue(Call call) throws SQLException {
    ObjectNode body = call.objectOf("description", "lasts");
    String description = Call.text(body, "description");
    if (description.length() > LONGEST_DESCRIPTION) {
      throw Problem.invalid(
          "A description has at most " + LONGEST_DESCRIPTION + " characters.", "Shorten it.");
    }
    Duration lasts =
        body.has("lasts")
            ? DurationText.parse(Call.text(body, "lasts")).orElse(Duration.ZERO)
            : Duration.ofDays(90);
    if (lasts.isZero() || lasts.isNegative() || lasts.compareTo(Tokens.LONGEST) > 0) {
      throw Problem.invalid(
          "A token lasts some time up to " + Tokens.LONGEST.toDays() + " days.",
          "Say it like 30d.");
    }
    return once.answer(
        call,
        noting -> {
          Tokens.Fresh fresh =
              database.in(connection -> {
                Tokens.Fresh issued =
                    Tokens.issue(
                        connection, call.actor().user(), description, lasts, clock.instant());
                // Its secret is shown once, not once more.
                noting.note(connection, Answer.json(201, json(issued.token())));
                return issued;
              });
          return Answer.json(201, json(fresh));
        });
  }

  private Answer revoke(Call call) {
    boolean ended =
        database.in(connection -> Tokens.revoke(connection, call.actor().user(), call.path("id")));
    if (!ended) {
      throw Problem.notFound();
    }
    return Answer.empty();
  }

  static ObjectNode json(Tokens.Fresh fresh) {
    ObjectNode json = json(fresh.token());
    json.put("secret", fresh.secret().text());
    return json;
  }

  private static ObjectNode json(Tokens.Token token) {
    ObjectNode json = Json.object();
    json.put("id", token.id());
    json.put("owner", token.owner());
    json.put("description", token.description());
    json.put("created", token.created().toString());
    json.put("expires", token.expires().toString());
    return json;
  }
}
