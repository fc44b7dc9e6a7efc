package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.access.Resource;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.expression.Template;
import dev.lockstep.expression.Value;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.run.Event;
import dev.lockstep.pipeline.run.Event.Choice;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.pipeline.run.Status;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.BrokenGlass;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectRuns;
import dev.lockstep.server.entity.ProjectRuns.Summary;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows runs, and takes what people say to them.
final class RunRoutes {
  private static final String RUNS = EntityRoutes.base(Level.PROJECT) + "/runs";
  private static final String RUN = RUNS + "/{run}";
  private static final String PART = RUN + "/parts/{part...}";
  private static final int LONGEST_COMMENT = 2_000;

  private final Database database;
  private final InstantSource clock;
  private final Runs runs;

  RunRoutes(Database database, InstantSource clock, Runs runs) {
    this.database = database;
    this.clock = clock;
    this.runs = runs;
  }

  List<Route> routes() {
    return Stream.concat(shown().stream(), steered().stream()).toList();
  }

  private List<Route> shown() {
    return List.of(
        new Route(
            "GET",
            RUNS,
            guard(Action.READ),
            this::list,
            About.of("list_runs", "Lists the runs of a project, the newest first.")
                .gives("RunsPage")
                .answers(200, "A page of them.")
                .parameter(Paging.LIMIT, "How many at most, 100 without it.")
                .parameter(Paging.CURSOR, "What the page before gave as next.")
                .parameter("pipeline", "Only those of this pipeline.")
                .parameter("status", "Only those with this status.")),
        new Route(
            "GET",
            RUN,
            guard(Action.READ),
            this::show,
            About.of("get_run", "Shows a run with all its parts.")
                .gives("Run")
                .answers(200, "The run as it stands.")));
  }

  private List<Route> steered() {
    return List.of(
        new Route(
            "POST",
            RUN + "/abort",
            guard(Action.STEER),
            this::abort,
            About.of("abort_run", "Ends a run: nothing new begins, what works is told to stop.")
                .takes("Abort")
                .gives("Run")
                .answers(200, "The run after it; one that is over stays as it is.")),
        new Route(
            "POST",
            RUN + "/break-glass",
            guard(Action.BREAK_GLASS),
            this::breakGlass,
            About.of(
                    "break_glass",
                    "Lets a run past all gates of its environments, for emergencies; everybody is"
                        + " told.")
                .takes("BreakGlass")
                .gives("Run")
                .answers(200, "Whatever its gates held goes on.")
                .answers(409, "It is over.")),
        new Route(
            "POST",
            PART + "/vote",
            guard(Action.READ),
            this::vote,
            About.of("vote", "Approves or rejects what waits for people.")
                .takes("Vote")
                .gives("Run")
                .answers(200, "The vote counts.")
                .answers(409, "It does not wait for votes, or not for another one of yours.")),
        new Route(
            "POST",
            PART + "/answer",
            guard(Action.STEER),
            this::choose,
            About.of("answer", "Says what to do with a part that is stalled.")
                .takes("Choice")
                .gives("Run")
                .answers(200, "It is done.")
                .answers(409, "It is not stalled.")));
  }

  private static Guard guard(Action action) {
    return new Guard.Needs(action, path -> EntityRoutes.place(path).resource());
  }

  private Answer list(Call call) {
    call.allow(Paging.LIMIT, Paging.CURSOR, "pipeline", "status");
    Paging paging = Paging.of(call);
    long before;
    try {
      before = paging.after().isEmpty() ? Long.MAX_VALUE : Long.parseLong(paging.after());
    } catch (NumberFormatException unreadable) {
      throw Problem.badRequest(
          "This cursor is none of this list.", "Send what the page before gave as next.");
    }
    ProjectRuns.Query query =
        new ProjectRuns.Query(
            EntityRoutes.place(call::pathOrNone),
            call.query("pipeline"),
            call.query("status"),
            before,
            paging.limit() + 1);
    List<Summary> found =
        database.in(connection -> {
          EntityRoutes.inPlace(connection, query.place());
          return ProjectRuns.list(connection, query);
        });
    List<Summary> shown = found.subList(0, Math.min(found.size(), paging.limit()));
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    shown.forEach(run -> items.add(RunJson.summary(run)));
    if (found.size() > shown.size()) {
      answer.put("next", Paging.cursor(Long.toString(shown.getLast().run())));
    }
    return Answer.ok(answer);
  }

  private Answer show(Call call) throws SQLException {
    call.allow();
    Summary summary = summary(call);
    return whole(summary, runs.find(summary.run()));
  }

  private Answer whole(Summary summary, Run run) {
    return Answer.ok(
        RunJson.whole(
            summary,
            run,
            database.in(connection -> BrokenGlass.of(connection, summary.run())).orElse(null)));
  }

  private Answer breakGlass(Call call) throws SQLException {
    ObjectNode body = call.objectOf("reason");
    String reason = reason(body, "reason");
    Summary summary = summary(call);
    if (runs.find(summary.run()).isOver()) {
      throw Problem.conflict("This run is over.", "Begin another one with breakGlass.");
    }
    database.in(connection -> {
      BrokenGlass.broke(
          connection,
          summary.run(),
          new BrokenGlass.Broken(call.actor().user(), reason, clock.instant()));
      return summary;
    });
    return whole(summary, runs.happen(summary.run(), new Event.Look()));
  }

  /// Returns why somebody breaks the glass.
  static String reason(ObjectNode body, String key) {
    String reason = optional(body, key);
    if (reason.isBlank()) {
      throw Problem.invalid("Breaking the glass needs a reason.", "Say it in " + key + ".");
    }
    return reason;
  }

  /// Returns the run that the path names, of the project that it names.
  private Summary summary(Call call) {
    long number;
    try {
      number = Long.parseLong(call.path("run"));
    } catch (NumberFormatException none) {
      throw Problem.notFound();
    }
    Place place = EntityRoutes.place(call::pathOrNone);
    return database
        .in(connection -> ProjectRuns.find(connection, number))
        .filter(found -> found.place().equals(place))
        .orElseThrow(Problem::notFound);
  }

  private Answer abort(Call call) throws SQLException {
    ObjectNode body = call.objectOf("reason");
    Summary summary = summary(call);
    Run after =
        runs.happen(
            summary.run(), new Event.Aborted(call.actor().user(), optional(body, "reason")));
    return whole(summary, after);
  }

  private Answer vote(Call call) throws SQLException {
    ObjectNode body = call.objectOf("vote", "comment", "inputs", "content");
    String said = Call.text(body, "vote");
    if (!List.of("approve", "reject").contains(said)) {
      throw Problem.invalid("A vote is approve or reject.", "Say one of them.");
    }
    String comment = optional(body, "comment");
    SequencedMap<String, Value> inputs = new LinkedHashMap<>();
    texts(body.path("inputs")).forEach((name, text) -> inputs.put(name, Value.of(text)));
    Summary summary = summary(call);
    String key = call.path("part");
    call.require(Action.APPROVE, resource(summary, key));
    Run run = runs.find(summary.run());
    Progress part = part(run, key);
    if (part.status() != Status.WAITING) {
      throw Problem.conflict("This does not wait for votes.", "Look at the run.");
    }
    String content = optional(body, "content");
    Hold hold = part.hold();
    if (hold != null && !content.isEmpty() && !content.equals(hold.content())) {
      throw Problem.conflict(
          "What waits for votes is not what you looked at any more.", "Look at the run again.");
    }
    ApprovalRules.check(part, asking(call), summary.began().by());
    String user = call.actor().user();
    if (part.votes().stream().anyMatch(earlier -> earlier.by().equals(user))) {
      throw Problem.conflict("You have voted on this.", "Others have to.");
    }
    Vote vote =
        new Vote(user, said.equals("approve"), comment, new Value.Fields(inputs), clock.instant());
    Run after = runs.happen(summary.run(), new Event.Voted(key, vote, content));
    if (part(after, key).votes().stream().noneMatch(vote::equals)) {
      throw Problem.conflict("This does not wait for votes any more.", "Look at the run.");
    }
    return whole(summary, after);
  }

  private ApprovalRules.Voter asking(Call call) {
    String user = call.actor().user();
    JsonNode spec =
        database
            .in(connection -> EntityRows.find(connection, Place.SERVER.entity("users", user)))
            .map(entity -> entity.content().spec())
            .orElseGet(Json::object);
    return new ApprovalRules.Voter(
        call.actor(), Json.text(spec, "displayName"), Json.text(spec, "email"));
  }

  private Answer choose(Call call) throws SQLException {
    ObjectNode body = call.objectOf("choice");
    String word = Call.text(body, "choice");
    Choice choice =
        Arrays.stream(Choice.values())
            .filter(one -> word(one).equals(word))
            .findFirst()
            .orElseThrow(() ->
                Problem.invalid(
                    "There is no choice " + word + ".",
                    "There is "
                        + String.join(
                            ", ", Arrays.stream(Choice.values()).map(RunRoutes::word).toList())
                        + "."));
    Summary summary = summary(call);
    String key = call.path("part");
    if (part(runs.find(summary.run()), key).status() != Status.STALLED) {
      throw Problem.conflict("This is not stalled.", "Look at the run.");
    }
    Run after = runs.happen(summary.run(), new Event.Chosen(key, choice, call.actor().user()));
    return whole(summary, after);
  }

  private static String word(Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Progress part(Run run, String key) {
    return run.part(key).orElseThrow(Problem::notFound);
  }

  /// Returns the environment that a part works on, where the pipeline names it; the project
  /// otherwise, where fewer may do something.
  private static Resource resource(Summary summary, String key) {
    Pipeline pipeline =
        PipelineYaml.read(
                summary.definition().file(),
                summary.definition().content().getBytes(StandardCharsets.UTF_8))
            .orThrow();
    String stage = key.split("[/\\[]", 2)[0];
    for (Node node : pipeline.root().nodes()) {
      Template environment = node instanceof Node.Series series ? series.environment() : null;
      if (node.about().id().equals(stage) && environment != null && environment.isPlain()) {
        return summary.place().resource().within(environment.source());
      }
    }
    return summary.place().resource();
  }

  private static String optional(ObjectNode body, String key) {
    String text = body.has(key) ? Call.text(body, key) : "";
    if (text.length() > LONGEST_COMMENT) {
      throw Problem.invalid(
          "The key " + key + " holds at most " + LONGEST_COMMENT + " characters.", "Shorten it.");
    }
    return text;
  }

  /// Reads an object of texts; numbers and truths are taken as they are written.
  static SequencedMap<String, String> texts(JsonNode object) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    if (object.isMissingNode()) {
      return texts;
    }
    if (!object.isObject()) {
      throw Problem.invalid("Inputs are an object of texts.", "Mend it.");
    }
    object.forEachEntry((name, value) -> {
      if (!value.isValueNode() || value.isNull()) {
        throw Problem.invalid("The input " + name + " must be a text.", "Mend it.");
      }
      texts.put(name, value.asString());
    });
    return texts;
  }
}
