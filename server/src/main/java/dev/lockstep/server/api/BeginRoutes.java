package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.expression.Value;
import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.BrokenGlass;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Once;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import dev.lockstep.server.work.Beginnings;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/// Begins runs.
final class BeginRoutes {
  private static final int LONGEST_REF = 250;
  private static final String BREAK_GLASS = "breakGlass";

  private final Database database;
  private final InstantSource clock;
  private final Runs runs;
  private final Once once;
  private final Beginnings beginnings;

  BeginRoutes(Database database, InstantSource clock, Runs runs) {
    this.database = database;
    this.clock = clock;
    this.runs = runs;
    this.once = new Once(database, clock);
    this.beginnings = new Beginnings(database);
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            EntityRoutes.base(Level.PROJECT) + "/pipelines/{name}/runs",
            new Guard.Needs(Action.RUN, path -> EntityRoutes.place(path).resource()),
            this::begin,
            About.of("begin_run", "Begins a run of a pipeline.")
                .takes("NewRun")
                .gives("Begun")
                .answers(201, "It has begun; Location says where it is shown.")),
        new Route(
            "POST",
            EntityRoutes.base(Level.PROJECT) + "/operations",
            new Guard.Needs(Action.RUN, path -> EntityRoutes.place(path).resource()),
            this::operate,
            About.of(
                    "operate",
                    "Begins a run of one step, in a stage for each environment: %s."
                        .formatted(String.join(", ", Operation.STEPS)))
                .takes("NewOperation")
                .gives("Begun")
                .answers(201, "It has begun; Location says where it is shown.")));
  }

  private Answer operate(Call call) throws SQLException {
    ObjectNode body =
        call.objectOf("step", "settings", "environments", "ref", "commit", BREAK_GLASS);
    Place place = EntityRoutes.place(call::pathOrNone);
    Operation operation = Operation.of(body);
    Beginnings.Source source =
        database.in(connection -> {
          EntityRoutes.inPlace(connection, place);
          return operation.source(connection, place);
        });
    return begin(call, body, source, Map.of());
  }

  private Answer begin(Call call) throws SQLException {
    ObjectNode body = call.objectOf("inputs", "ref", "commit", BREAK_GLASS);
    Place.Id id = EntityRoutes.place(call::pathOrNone).entity("pipelines", call.path("name"));
    Entity entity =
        database.in(connection -> EntityRows.find(connection, id)).orElseThrow(Problem::notFound);
    return begin(call, body, Beginnings.declared(entity), RunRoutes.texts(body.path("inputs")));
  }

  private Answer begin(
      Call call, ObjectNode body, Beginnings.Source source, Map<String, String> inputs)
      throws SQLException {
    Place place = source.place();
    if (body.has(BREAK_GLASS)) {
      call.require(Action.BREAK_GLASS, place.resource());
    }
    String user = call.actor().user();
    Beginnings.Cause cause = new Beginnings.Cause(user, trigger(user, body), (_, _) -> inputs);
    return once.answer(
        call,
        noting -> {
          Answer[] answer = new Answer[1];
          beginnings.begin(
              runs,
              source,
              cause,
              (connection, run) -> {
                if (body.has(BREAK_GLASS)) {
                  BrokenGlass.broke(
                      connection,
                      run,
                      new BrokenGlass.Broken(
                          user, RunRoutes.reason(body, BREAK_GLASS), clock.instant()));
                }
                answer[0] = answer(place, run);
                noting.note(connection, answer[0]);
              });
          return answer[0];
        });
  }

  private static Answer answer(Place place, long run) {
    ObjectNode json = Json.object();
    json.put("id", run);
    return Answer.json(201, json)
        .with(
            "Location",
            "/api/v1/orgs/%s/projects/%s/runs/%d"
                .formatted(place.organisation(), place.project(), run));
  }

  private static Value.Fields trigger(String user, ObjectNode body) {
    SequencedMap<String, Value> trigger = new LinkedHashMap<>();
    trigger.put("type", Value.of("api"));
    trigger.put("user", Value.of(user));
    for (String key : List.of("ref", "commit")) {
      if (body.has(key)) {
        String text = Call.text(body, key);
        if (text.length() > LONGEST_REF) {
          throw Problem.invalid("The " + key + " is too long.", "Shorten it.");
        }
        trigger.put(key, Value.of(text));
      }
    }
    return new Value.Fields(trigger);
  }
}
