package dev.lockstep.server.work;

import dev.lockstep.config.PipelineYaml;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Evaluator;
import dev.lockstep.expression.Reading;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.git.CommitTree;
import dev.lockstep.git.GitRepository;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.Trigger;
import dev.lockstep.pipeline.When.Outcome;
import dev.lockstep.pipeline.run.Status;
import dev.lockstep.project.Pin;
import dev.lockstep.runs.Chore;
import dev.lockstep.runs.Runs;
import dev.lockstep.runs.Schedules;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectRuns;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.work.Beginnings.Source;
import dev.lockstep.source.FileEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Begins runs by themselves: since something happened in a repository, a schedule has come round,
/// or another run is over.
///
/// *Shape*: each cause begins a pipeline once, however often it is worked on: the run and the note
/// that it began are written in one transaction. What is wrong with one pipeline keeps no other one
/// from beginning.
public final class Triggers {
  private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);
  private static final String SCHEDULE = "schedule";
  private static final String AFTER = "after";

  private final Database database;
  private final Entities entities;
  private final Repositories repositories;
  private final InstantSource clock;
  private final Beginnings beginnings;

  /// @param data the server's own folder
  public Triggers(Database database, Entities entities, Path data, InstantSource clock) {
    this.database = database;
    this.entities = entities;
    this.repositories = new Repositories(data);
    this.clock = clock;
    this.beginnings = new Beginnings(database);
  }

  /// Returns the work that keeps them going.
  public Map<String, Chore> chores() {
    return Map.of(Happenings.CHORE, this::happened, SCHEDULE, this::cameRound, AFTER, this::isOver);
  }

  /// Returns who hears of runs that are over.
  public Chore.Ends ends() {
    return (_, run, later) -> later.schedule(AFTER, Long.toString(run), clock.instant());
  }

  private void happened(Runs runs, String id) throws SQLException {
    long number = Long.parseLong(id);
    Happenings.Happening happening =
        database.in(connection -> Happenings.find(connection, number)).orElseThrow();
    Set<String> said = new TreeSet<>();
    try {
      Entity entity =
          database
              .in(connection -> EntityRows.find(connection, happening.repository()))
              .orElse(null);
      if (entity != null) {
        for (GitEvent event : happening.events()) {
          happened(runs, entity, event, new Noted("happening " + id, said));
        }
      }
    } catch (LockstepException failed) {
      said.add(failed.getMessage());
    }
    database.in(connection -> {
      Happenings.done(connection, number, String.join("\n", said), clock.instant());
      return said;
    });
  }

  /// Is what began something, and what is said of what did not begin.
  private record Noted(String cause, Set<String> said) {}

  private void happened(Runs runs, Entity entity, GitEvent event, Noted noted) throws SQLException {
    Place place = entity.id().place();
    try (GitRepository repository = repositories.open(entity, name -> secret(place, name))) {
      Supplier<List<String>> paths = () -> changed(repository, event);
      for (Source source : sources(entity, repository, event, noted.said())) {
        begin(
            runs,
            source,
            new Wish(
                trigger -> fits(trigger, event, paths),
                event.trigger(),
                "%s of %s".formatted(event.get("type"), entity.id().name())),
            noted);
      }
    }
  }

  private Optional<String> secret(Place place, String name) {
    return database.in(
        connection -> entities.sealed(connection, place.entity("secrets", name), "value"));
  }

  /// Lists the pipelines that a happening may begin: those that are declared, and those of the
  /// repository where its declaration says so. A request to merge begins those of the branch that
  /// it is for: what it brings itself nobody has looked at.
  private List<Source> sources(
      Entity entity, GitRepository repository, GitEvent event, Set<String> said) {
    SequencedMap<String, Source> all = new LinkedHashMap<>();
    String branch =
        event.get("type").equals(GitEvent.PULL_REQUEST)
            ? event.get("targetBranch")
            : event.get("branch");
    List<String> branches = new ArrayList<>();
    entity.content().spec().path("pipelines").forEach(one -> branches.add(one.asString()));
    boolean request = event.get("type").equals(GitEvent.PULL_REQUEST);
    if (!branches.isEmpty() && !branch.isEmpty() && Trigger.fits(branches, branch)) {
      String commit = request ? repository.resolve(new Pin.Branch(branch)) : event.commit();
      CommitTree tree = repository.tree(commit, "");
      for (FileEntry file : tree.list("")) {
        if (file.path().endsWith(PipelineYaml.SUFFIX)) {
          String name = name(file.path());
          Source source =
              new Source(
                  entity.id().place(),
                  name,
                  new String(tree.read(file.path()), StandardCharsets.UTF_8),
                  commit);
          if (all.putIfAbsent(name, source) != null) {
            said.add("Two files are for pipeline " + name + "; the first one counts.");
          }
        }
      }
    }
    // What is declared here goes before a file of the same name.
    declared(entity.id().place()).forEach(source -> all.put(source.name(), source));
    return List.copyOf(all.values());
  }

  private static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.substring(0, file.length() - PipelineYaml.SUFFIX.length());
  }

  private List<Source> declared(Place place) {
    return database
        .in(connection ->
            EntityRows.list(
                connection,
                new EntityRows.Query(place, "pipelines", Map.of(), "", Integer.MAX_VALUE)))
        .stream()
        .map(Beginnings::declared)
        .toList();
  }

  private static List<String> changed(GitRepository repository, GitEvent event) {
    String from =
        event.get("type").equals(GitEvent.PULL_REQUEST)
            ? repository
                .mergeBase(
                    repository.resolve(new Pin.Branch(event.get("targetBranch"))), event.commit())
                .orElse("")
            : event.get("before");
    return repository.changed(
        from.isEmpty() || !repository.contains(from) ? null : from, event.commit());
  }

  private static boolean fits(Trigger trigger, GitEvent event, Supplier<List<String>> paths) {
    return switch (trigger) {
      case Trigger.Push push ->
          event.get("type").equals(GitEvent.PUSH)
              && Trigger.fits(push.branches(), event.get("branch"))
              && touches(push.paths(), paths);
      case Trigger.Tag tag ->
          event.get("type").equals(GitEvent.TAG) && Trigger.fits(tag.tags(), event.get("tag"));
      case Trigger.PullRequest request ->
          event.get("type").equals(GitEvent.PULL_REQUEST)
              && Trigger.fits(request.branches(), event.get("targetBranch"))
              && (request.actions().isEmpty()
                  ? Set.of("opened", "updated").contains(event.get("action"))
                  : request.actions().contains(event.get("action")))
              && touches(request.paths(), paths);
      case Trigger.Schedule _, Trigger.After _ -> false;
    };
  }

  private static boolean touches(List<String> patterns, Supplier<List<String>> paths) {
    return patterns.isEmpty()
        || paths.get().stream().anyMatch(path -> Trigger.fits(patterns, path));
  }

  /// Is what a cause wants.
  ///
  /// @param by who is told to have begun it
  private record Wish(Predicate<Trigger> fits, Value.Fields trigger, String by) {}

  /// Begins a pipeline if any of its triggers fits.
  private void begin(Runs runs, Source source, Wish wish, Noted noted) throws SQLException {
    String cause =
        String.join(
            "/",
            source.place().organisation(),
            source.place().project(),
            noted.cause(),
            wish.by(),
            source.name());
    try {
      Trigger trigger =
          source.read().triggers().stream().filter(wish.fits()).findFirst().orElse(null);
      if (trigger == null || database.in(connection -> hasBegun(connection, cause))) {
        return;
      }
      beginnings.begin(
          runs,
          source,
          new Beginnings.Cause(wish.by(), wish.trigger(), (_, names) -> inputs(trigger, names)),
          (connection, run) ->
              Database.change(
                  connection,
                  "INSERT INTO begun_by_itself (run, cause) VALUES (?, ?)",
                  run,
                  cause));
    } catch (LockstepException failed) {
      noted.said().add("Pipeline " + source.name() + " did not begin: " + failed.getMessage());
    } catch (Problem failed) {
      noted.said().add("Pipeline " + source.name() + " did not begin: " + failed.getMessage());
    } catch (SQLException failed) {
      if (!Database.isDuplicate(failed)) {
        throw failed;
      }
      // Somebody else was quicker.
    }
  }

  private static boolean hasBegun(Connection connection, String cause) throws SQLException {
    return Database.first(
            connection, row -> true, "SELECT 1 FROM begun_by_itself WHERE cause = ?", cause)
        .isPresent();
  }

  private static Map<String, String> inputs(Trigger trigger, Names names) {
    Map<String, String> inputs = new LinkedHashMap<>();
    trigger
        .inputs()
        .forEach((name, setting) -> {
          if (setting instanceof Setting.Text(var template, _)) {
            switch (Evaluator.value(template, names)) {
              case Reading.Done(Value.Text(String text)) -> inputs.put(name, text);
              case Reading.Done(Value.Numeral(var number)) ->
                  inputs.put(name, number.toPlainString());
              case Reading.Done(Value other) ->
                  throw Problem.invalid(
                      "The input " + name + " of its trigger is " + other.kindName() + ".",
                      "Mend it.");
              case Reading.Refused(String message, _) ->
                  throw Problem.invalid(
                      "The input %s of its trigger cannot be told: %s".formatted(name, message),
                      "Mend it.");
            }
          }
        });
    return inputs;
  }

  // ------------------------------------------------------------------------------------- schedules

  /// Keeps the next time of each schedule of a pipeline.
  public void schedule(Runs runs, Entity pipeline) throws SQLException {
    Source source = Beginnings.declared(pipeline);
    Instant now = clock.instant();
    List<Trigger> triggers;
    try {
      triggers = source.read().triggers();
    } catch (LockstepException unreadable) {
      LOG.warn("{} has no schedule: {}", pipeline.id().name(), unreadable.getMessage());
      return;
    }
    for (Trigger trigger : triggers) {
      if (trigger instanceof Trigger.Schedule round) {
        next(
            runs,
            new Round(source.place(), source.name(), round.cron(), round.zone().getId()),
            now);
      }
    }
  }

  /// Keeps those of all pipelines, when a server begins.
  public void scheduleAll(Runs runs) throws SQLException {
    for (Entity pipeline :
        database.in(connection -> EntityRows.everywhere(connection, "pipelines"))) {
      schedule(runs, pipeline);
    }
  }

  /// Is one schedule of one pipeline.
  private record Round(Place place, String pipeline, String cron, String zone) {
    String id(Instant at) {
      return Json.write(
          Json.object()
              .put("organisation", place.organisation())
              .put("project", place.project())
              .put("pipeline", pipeline)
              .put("cron", cron)
              .put("zone", zone)
              .put("at", at.toString()));
    }

    static Round of(JsonNode json) {
      return new Round(
          new Place(Json.text(json, "organisation"), Json.text(json, "project")),
          Json.text(json, "pipeline"),
          Json.text(json, "cron"),
          Json.text(json, "zone"));
    }

    boolean is(Trigger trigger) {
      return trigger instanceof Trigger.Schedule one
          && one.cron().equals(cron)
          && one.zone().getId().equals(zone);
    }
  }

  private static void next(Runs runs, Round round, Instant after) throws SQLException {
    Optional<Instant> next = Schedules.next(round.cron(), ZoneId.of(round.zone()), after);
    if (next.isPresent()) {
      runs.keeping((_, later) -> {
        later.schedule(SCHEDULE, round.id(next.get()), next.get());
        return next;
      });
    }
  }

  /// A time that was missed comes round once, when there is a server again.
  private void cameRound(Runs runs, String id) throws SQLException {
    JsonNode json = Json.read(id);
    Round round = Round.of(json);
    Entity entity =
        database
            .in(connection ->
                EntityRows.find(connection, round.place().entity("pipelines", round.pipeline())))
            .orElse(null);
    if (entity == null
        || Beginnings.declared(entity).read().triggers().stream().noneMatch(round::is)) {
      // It was taken away, or is another one by now.
      return;
    }
    Set<String> said = new TreeSet<>();
    begin(
        runs,
        Beginnings.declared(entity),
        new Wish(
            round::is,
            GitEvent.of("type", SCHEDULE, "at", Json.text(json, "at")).trigger(),
            SCHEDULE),
        new Noted(Json.text(json, "at"), said));
    said.forEach(one -> LOG.warn("{}", one));
    Instant at = Instant.parse(Json.text(json, "at"));
    Instant now = clock.instant();
    next(runs, round, at.isAfter(now) ? at : now);
  }

  // ------------------------------------------------------------------------------------ other runs

  private void isOver(Runs runs, String id) throws SQLException {
    long run = Long.parseLong(id);
    ProjectRuns.Summary over =
        database.in(connection -> ProjectRuns.find(connection, run)).orElse(null);
    if (over == null) {
      return;
    }
    Status status = Status.valueOf(over.standing().status());
    Set<String> said = new TreeSet<>();
    for (Source source : declared(over.place())) {
      begin(
          runs,
          source,
          new Wish(
              trigger ->
                  trigger instanceof Trigger.After after
                      && after.pipeline().equals(over.pipeline())
                      && fits(after.outcome(), status),
              after(over, database.in(connection -> commit(connection, run))),
              "after run " + id),
          new Noted(AFTER, said));
    }
    said.forEach(one -> LOG.warn("{}", one));
  }

  private static boolean fits(Outcome outcome, Status status) {
    return switch (outcome) {
      case SUCCESS -> !status.isFailure();
      case FAILURE -> status.isFailure();
      case ANY -> true;
    };
  }

  private static String commit(Connection connection, long run) throws SQLException {
    return Database.first(
            connection, row -> row.getString(1), "SELECT commit FROM run_commit WHERE run = ?", run)
        .orElse("");
  }

  private static Value.Fields after(ProjectRuns.Summary over, String commit) {
    GitEvent event =
        GitEvent.of(
            "type", AFTER,
            "pipeline", over.pipeline(),
            "run", Long.toString(over.run()),
            "status", over.standing().status());
    if (!commit.isEmpty()) {
      event.values().put("commit", commit);
    }
    return event.trigger();
  }
}
