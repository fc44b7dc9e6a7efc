package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.run.RunInputs;
import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.BrokenGlass;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectRuns;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Once;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Begins runs.
final class BeginRoutes {
  private static final int LONGEST_REF = 250;

  private final Database database;
  private final InstantSource clock;
  private final Runs runs;
  private final Once once;

  BeginRoutes(Database database, InstantSource clock, Runs runs) {
    this.database = database;
    this.clock = clock;
    this.runs = runs;
    this.once = new Once(database, clock);
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
                .answers(201, "It has begun; Location says where it is shown.")));
  }

  private Answer begin(Call call) throws SQLException {
    ObjectNode body = call.objectOf("inputs", "ref", "commit", "breakGlass");
    Place place = EntityRoutes.place(call::pathOrNone);
    if (body.has("breakGlass")) {
      call.require(Action.BREAK_GLASS, place.resource());
    }
    Place.Id id = place.entity("pipelines", call.path("name"));
    Entity entity =
        database.in(connection -> EntityRows.find(connection, id)).orElseThrow(Problem::notFound);
    String file = id.name() + PipelineYaml.SUFFIX;
    String definition = Json.text(entity.content().spec(), "definition");
    Pipeline pipeline =
        PipelineYaml.read(file, definition.getBytes(StandardCharsets.UTF_8)).orThrow();
    Value.Fields environments = database.in(connection -> environments(connection, place));
    Value.Fields givens = givens(call, body, pipeline, environments);
    ProjectRuns.Began began =
        new ProjectRuns.Began(call.actor().user(), Long.toString(entity.revision()));
    return once.answer(
        call,
        noting -> {
          Answer[] answer = new Answer[1];
          runs.begin(
              file,
              definition,
              givens,
              (connection, run) -> {
                ProjectRuns.insert(connection, run, place, id.name(), began);
                if (body.has("breakGlass")) {
                  BrokenGlass.broke(
                      connection,
                      run,
                      new BrokenGlass.Broken(
                          began.by(), RunRoutes.reason(body, "breakGlass"), clock.instant()));
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

  /// Tells what expressions can ask about environments, as they are now.
  private static Value.Fields environments(Connection connection, Place place) throws SQLException {
    SequencedMap<String, List<Value>> instances = new LinkedHashMap<>();
    for (String kind : List.of("environments", "instances")) {
      for (Entity entity :
          EntityRows.list(
              connection, new EntityRows.Query(place, kind, Map.of(), "", Integer.MAX_VALUE))) {
        if (kind.equals("environments")) {
          instances.put(entity.id().name(), new ArrayList<>());
        } else {
          instances
              .computeIfAbsent(
                  Json.text(entity.content().spec(), "environment"), _ -> new ArrayList<>())
              .add(Value.of(entity.id().name()));
        }
      }
    }
    SequencedMap<String, Value> environments = new LinkedHashMap<>();
    instances.forEach((name, all) -> {
      SequencedMap<String, Value> environment = new LinkedHashMap<>();
      environment.put("name", Value.of(name));
      environment.put("instances", new Value.Items(all));
      environments.put(name, new Value.Fields(environment));
    });
    return new Value.Fields(environments);
  }

  private static Value.Fields givens(
      Call call, ObjectNode body, Pipeline pipeline, Value.Fields environments) {
    SequencedMap<String, Value> trigger = new LinkedHashMap<>();
    trigger.put("type", Value.of("api"));
    trigger.put("user", Value.of(call.actor().user()));
    for (String key : List.of("ref", "commit")) {
      if (body.has(key)) {
        String text = Call.text(body, key);
        if (text.length() > LONGEST_REF) {
          throw Problem.invalid("The " + key + " is too long.", "Shorten it.");
        }
        trigger.put(key, Value.of(text));
      }
    }
    SequencedMap<String, Value> givens = new LinkedHashMap<>();
    givens.put("trigger", new Value.Fields(trigger));
    givens.put("environments", environments);
    RunInputs inputs =
        RunInputs.of(pipeline.inputs(), RunRoutes.texts(body.path("inputs")), new Given(givens));
    if (!inputs.faults().isEmpty()) {
      throw new Problem(
          422,
          "invalid",
          inputs.faults().getFirst(),
          "Send the inputs that the pipeline asks for.",
          inputs.faults());
    }
    givens.put("inputs", inputs.values());
    return new Value.Fields(givens);
  }

  /// Names what presets can ask for.
  private record Given(SequencedMap<String, Value> values) implements Names {
    @Override
    public @Nullable Value get(String name) {
      return values.get(name);
    }

    @Override
    public List<String> known() {
      return List.copyOf(values.keySet());
    }
  }
}
