package dev.lockstep.server.work;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.GitRepository;
import dev.lockstep.git.WorkingCopy;
import dev.lockstep.server.entity.Entities;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectFile;
import dev.lockstep.server.entity.ProjectRuns;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.steps.Workplace;
import dev.lockstep.steps.Workplaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Prepares the folders of runs: a working copy of the commit that the run is of, with what is
/// declared of its project as `lockstep.yaml`.
///
/// *Shape*: all steps of a run get the same commit, whichever server works on them; what commands
/// leave in the folder stays on the server that ran them.
public final class ProjectPlaces implements Workplaces {
  /// Not the name that a repository would have for it.
  private static final String CONFIG = ".lockstep-run.yaml";

  /// Says that a copy is complete.
  private static final String MADE = "lockstep-made";

  private static final int MOST_LOOKS = 8;

  private final Database database;
  private final Entities entities;
  private final Path folder;
  private final Repositories repositories;
  private final GovernedPolicies policies;
  private final Map<Long, Object> preparing = new ConcurrentHashMap<>();
  private final Map<Place, Object> looking = new ConcurrentHashMap<>();

  /// @param data the server's own folder: `runs` and `repositories` are in it
  public ProjectPlaces(Database database, Entities entities, Path data) {
    this.database = database;
    this.entities = entities;
    this.folder = data.resolve("runs");
    this.repositories = new Repositories(data);
    this.policies = new GovernedPolicies(database, repositories);
  }

  /// Removes the folders of runs that are over, which nobody works in any more.
  public void tidy() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Set<String> open =
        Set.copyOf(
            database.in(connection ->
                Database.list(
                    connection,
                    row -> row.getString(1),
                    "SELECT id::text FROM run WHERE ended IS NULL")));
    try (Stream<Path> found = Files.list(folder)) {
      for (Path run : found.toList()) {
        String name = run.getFileName().toString();
        if (Files.isDirectory(run) && name.matches("[0-9]+") && !open.contains(name)) {
          clear(run);
          Files.delete(run);
        }
      }
    }
  }

  /// Is what is declared about a run.
  ///
  /// @param file the content of `lockstep.yaml`
  /// @param repository empty where the project has none
  private record Declared(Place place, ObjectNode file, Optional<Entity> repository) {}

  /// Is the commit of a run.
  private record Pinned(String repository, String commit, String branch) {}

  @Override
  public Workplace of(long run) throws IOException {
    Declared declared = database.in(connection -> declared(connection, run));
    Workplace.Secrets secrets = name -> secret(declared.place(), name);
    Path here = folder.resolve(Long.toString(run));
    synchronized (preparing.computeIfAbsent(run, _ -> new Object())) {
      Files.createDirectories(here);
      String ref = null;
      Optional<Entity> repository = declared.repository();
      if (repository.isPresent()) {
        ref = copied(run, here, repository.get(), secrets).commit();
      }
      return written(here, declared, ref, secrets);
    }
  }

  /// Prepares a place to look at a project from, outside of runs.
  ///
  /// @param ref the branch, tag or commit; empty for the branch that counts
  public Workplace at(Place place, String ref) throws IOException {
    Declared declared =
        database.in(connection ->
            new Declared(place, ProjectFile.of(connection, place), repository(connection, place)));
    Workplace.Secrets secrets = name -> secret(place, name);
    Path looks =
        folder.resolveSibling("looks").resolve(place.organisation()).resolve(place.project());
    synchronized (looking.computeIfAbsent(place, _ -> new Object())) {
      Path here = looks.resolve("none");
      Optional<Entity> entity = declared.repository();
      String commit = null;
      if (entity.isPresent()) {
        try (GitRepository repository = repositories.open(entity.get(), secrets)) {
          String branch = Json.text(entity.get().content().spec(), "branch");
          commit = repository.resolve(!ref.isEmpty() ? ref : !branch.isEmpty() ? branch : "HEAD");
          here = looks.resolve(commit);
          if (!Files.exists(here.resolve(".git").resolve(MADE))) {
            forget(looks);
            Files.createDirectories(here);
            copy(repository, entity.get(), new Pinned(entity.get().id().name(), commit, ""), here);
          }
        }
      }
      return written(here, declared, commit, secrets);
    }
  }

  /// Removes what nobody has looked at for a while.
  private static void forget(Path looks) throws IOException {
    if (!Files.isDirectory(looks)) {
      return;
    }
    try (Stream<Path> found = Files.list(looks)) {
      List<Path> oldest =
          found
              .sorted(
                  Comparator.comparingLong((Path path) -> path.toFile().lastModified()).reversed())
              .skip(MOST_LOOKS)
              .toList();
      for (Path one : oldest) {
        clear(one);
        Files.delete(one);
      }
    }
  }

  private Workplace written(
      Path here, Declared declared, @Nullable String ref, Workplace.Secrets secrets)
      throws IOException {
    Files.createDirectories(here);
    policies.bring(declared.place(), declared.repository(), declared.file(), here, secrets);
    Path config = here.resolve(CONFIG);
    Path fresh = Files.createTempFile(here.getParent(), "config", "");
    Files.writeString(fresh, Json.write(declared.file()));
    Files.move(fresh, config, StandardCopyOption.REPLACE_EXISTING);
    return new Workplace(here, config, ref, secrets);
  }

  private Optional<String> secret(Place place, String name) {
    return database.in(
        connection -> entities.sealed(connection, place.entity("secrets", name), "value"));
  }

  private static Declared declared(Connection connection, long run) throws SQLException {
    ProjectRuns.Summary about =
        ProjectRuns.find(connection, run)
            .orElseThrow(() -> failure("There is no run " + run + ".", "Begin it again."));
    Place place = about.place();
    return new Declared(place, ProjectFile.of(connection, place), repository(connection, place));
  }

  /// Finds the one repository that a project's schemas are in.
  private static Optional<Entity> repository(Connection connection, Place place)
      throws SQLException {
    Set<String> named = new TreeSet<>();
    for (Entity schema : all(connection, place, "schemas")) {
      JsonNode name = schema.content().spec().get("repository");
      if (name != null) {
        named.add(name.asString());
      }
    }
    List<Entity> declared = all(connection, place, "repositories");
    if (named.size() > 1 || (named.isEmpty() && declared.size() > 1)) {
      throw failure(
          "The schemas of project %s are in more than one repository: %s."
              .formatted(
                  place.project(),
                  String.join(
                      ", ",
                      named.isEmpty()
                          ? declared.stream().map(one -> one.id().name()).toList()
                          : named)),
          "Runs work on one repository; keep schemas of others in projects of their own.");
    }
    return declared.stream()
        .filter(one -> named.isEmpty() || named.contains(one.id().name()))
        .findFirst();
  }

  private static List<Entity> all(Connection connection, Place place, String kind)
      throws SQLException {
    return EntityRows.list(
        connection, new EntityRows.Query(place, kind, Map.of(), "", Integer.MAX_VALUE));
  }

  /// Makes the working copy, unless it is there.
  private Pinned copied(long run, Path here, Entity entity, Workplace.Secrets secrets)
      throws IOException {
    Optional<Pinned> known = database.in(connection -> pinned(connection, run));
    if (known.isPresent() && Files.exists(here.resolve(".git").resolve(MADE))) {
      return known.get();
    }
    try (GitRepository repository = repositories.open(entity, secrets)) {
      Pinned pinned = known.isPresent() ? known.get() : pin(run, entity, repository);
      copy(repository, entity, pinned, here);
      return pinned;
    }
  }

  private static void copy(GitRepository repository, Entity entity, Pinned pinned, Path here)
      throws IOException {
    clear(here);
    WorkingCopy.make(
        new WorkingCopy.Wanted(
            repository,
            Json.text(entity.content().spec(), "url"),
            pinned.commit(),
            pinned.branch(),
            List.of("/" + CONFIG, "/" + GovernedPolicies.FOLDER + "*")),
        here);
    // The last thing of all: a server that ends before it leaves a copy that is made again.
    Files.writeString(here.resolve(".git").resolve(MADE), pinned.commit());
  }

  private static void clear(Path here) throws IOException {
    try (Stream<Path> found = Files.walk(here)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(here)) {
          Files.delete(path);
        }
      }
    }
  }

  private static Optional<Pinned> pinned(Connection connection, long run) throws SQLException {
    return Database.first(
        connection,
        row -> new Pinned(row.getString(1), row.getString(2), row.getString(3)),
        "SELECT repository, commit, branch FROM run_commit WHERE run = ?",
        run);
  }

  /// Settles which commit the run is of: that it was begun with, or the tip of a branch now. Of two
  /// servers that settle it at once, one wins.
  private Pinned pin(long run, Entity entity, GitRepository repository) {
    JsonNode trigger =
        database
            .in(connection ->
                Database.first(
                    connection,
                    row -> row.getString(1),
                    "SELECT givens FROM run WHERE id = ?",
                    run))
            .map(givens -> Json.read(givens.getBytes(StandardCharsets.UTF_8)).path("trigger"))
            .orElseGet(Json::object);
    String commit = Json.text(trigger, "commit");
    String branch =
        Stream.of(
                Json.text(trigger, "ref").replaceFirst("^refs/heads/", ""),
                Json.text(entity.content().spec(), "branch"))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    String wanted = !commit.isEmpty() ? commit : !branch.isEmpty() ? branch : "HEAD";
    String resolved = repository.resolve(wanted);
    boolean isBranch = commit.isEmpty() && repository.names().contains(branch);
    return database.in(connection -> {
      Database.change(
          connection,
          "INSERT INTO run_commit (run, repository, commit, branch, author) VALUES (?, ?, ?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          run,
          entity.id().name(),
          resolved,
          isBranch ? branch : "",
          repository.author(resolved));
      return pinned(connection, run).orElseThrow();
    });
  }

  private static LockstepException failure(String message, String nextStep) {
    return new LockstepException(ErrorCode.CONFIGURATION, message, nextStep);
  }
}
