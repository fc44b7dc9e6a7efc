package dev.lockstep.server.work;

import dev.lockstep.git.CommitTree;
import dev.lockstep.git.GitRepository;
import dev.lockstep.project.Pin;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.source.FileEntry;
import dev.lockstep.steps.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings policies from the branch that counts to where a run works: no run is judged by what its
/// own commit says of policies.
///
/// *Shape*: the branch is that of the repository which a set names, or of the one that the changes
/// are in; without a declared branch policies are those of the run's commit. Each time that a step
/// begins, the newest commit of the branch counts.
final class GovernedPolicies {
  /// Begins the names of folders that they are put into, which no commit can foretell.
  static final String FOLDER = ".lockstep-policies";

  private static final int MOST_KNOWN = 1_000;

  private final Database database;
  private final Repositories repositories;
  private final Map<String, Path> brought = new ConcurrentHashMap<>();

  GovernedPolicies(Database database, Repositories repositories) {
    this.database = database;
    this.repositories = repositories;
  }

  /// Brings the files of all sets, and writes where they are into the project's file.
  ///
  /// @param usual the repository that the changes are in
  void bring(
      Place place, Optional<Entity> usual, ObjectNode file, Path here, Workplace.Secrets secrets)
      throws IOException {
    for (JsonNode set : file.path("policies")) {
      String name = Json.text(set, "name");
      Optional<Entity> repository =
          database.in(connection -> {
            Optional<Entity> entity = EntityRows.find(connection, place.entity("policies", name));
            String named =
                entity.map(one -> Json.text(one.content().spec(), "repository")).orElse("");
            return named.isEmpty()
                ? usual
                : EntityRows.find(connection, place.entity("repositories", named));
          });
      if (repository.isPresent()) {
        bring(repository.get(), (ObjectNode) set, here, secrets);
      }
    }
  }

  private void bring(Entity repository, ObjectNode set, Path here, Workplace.Secrets secrets)
      throws IOException {
    String branch = Json.text(repository.content().spec(), "branch");
    if (branch.isEmpty()) {
      return;
    }
    List<String> paths = new ArrayList<>();
    if (set.has("path")) {
      paths.add(Json.text(set, "path"));
    }
    set.path("paths").forEach(path -> paths.add(path.asString()));
    try (GitRepository git = repositories.open(repository, secrets)) {
      CommitTree tree = git.tree(new Pin.Branch(branch), "");
      String commit = tree.commit().orElseThrow();
      String key = here + " " + repository.id().name() + " " + commit + " " + paths;
      Path folder = brought.get(key);
      if (folder == null || !Files.isDirectory(folder)) {
        folder = Files.createTempDirectory(here, FOLDER);
        for (String path : paths) {
          copy(tree, path, folder);
        }
        if (brought.size() > MOST_KNOWN) {
          brought.clear();
        }
        brought.put(key, folder);
      }
      set.remove("path");
      ArrayNode now = set.putArray("paths");
      String prefix = here.relativize(folder).toString().replace('\\', '/') + "/";
      paths.forEach(path -> now.add(prefix + path));
    }
  }

  private static void copy(CommitTree tree, String path, Path folder) throws IOException {
    List<FileEntry> files = tree.find(path).map(List::of).orElseGet(() -> tree.list(path));
    for (FileEntry file : files) {
      Path to = folder.resolve(file.path()).normalize();
      if (!to.startsWith(folder)) {
        throw new IOException("A policy lies outside of its repository: " + file.path());
      }
      Files.createDirectories(to.getParent());
      Files.write(to, tree.read(file.path()));
    }
  }
}
