package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.Reading;
import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.Commits;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.EnvironmentDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.Project;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.source.FileTree;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is an opened project: what `lockstep.yaml` declares, the files, and the deployer.
final class Workspace {
  /// Looking is mostly waiting for databases, so many targets can be looked at together.
  private static final int LOOK_WIDTH = 8;

  private final Project project;
  private final Path file;
  private final Trees trees;
  private final Deployer deployer;
  private final CommonOptions options;

  /// @param file the `lockstep.yaml` of the project
  Workspace(Project project, Path file, Trees trees, Deployer deployer, CommonOptions options) {
    this.project = project;
    this.file = file.toAbsolutePath().normalize();
    this.trees = trees;
    this.deployer = deployer;
    this.options = options;
  }

  Project project() {
    return project;
  }

  Path root() {
    return Objects.requireNonNull(file.getParent());
  }

  /// Returns the project as the same file tells it at a ref; empty where there is none, or none
  /// that can be read.
  Optional<Project> projectAt(String ref) {
    FileTree there = trees.at(ref);
    String name = String.valueOf(file.getFileName());
    return there.find(name).isPresent()
            && LockstepYaml.read(name, there.read(name))
                instanceof Reading.Complete<Project>(Project found)
        ? Optional.of(found)
        : Optional.empty();
  }

  Deployer deployer() {
    return deployer;
  }

  /// Returns the work that the options select, in promotion order; all of it when they name
  /// nothing.
  List<Work> select() {
    return select(null, EngineRequest.Order.STRICT);
  }

  /// Lists the same for a deployment that goes no further than a target.
  List<Work> select(@Nullable String target) {
    return select(target, EngineRequest.Order.STRICT);
  }

  /// Like [#select()], but refuses to change everything by default.
  List<Work> selectForChange(@Nullable String target, boolean outOfOrder) {
    if (!options.selects() && project.instances().size() > 1) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Say what to work on: this project has " + project.instances().size() + " instances.",
          "Name an environment (-e "
              + names(project.environments().stream().map(EnvironmentDefinition::name))
              + "), a schema (-s) or an instance (-i).");
    }
    List<Work> works =
        select(
            target,
            outOfOrder ? EngineRequest.Order.OUT_OF_ORDER_ALLOWED : EngineRequest.Order.STRICT);
    works.forEach(Workspace::refuseMissing);
    return works;
  }

  /// Lists the work on other schemas that share a database with one.
  List<Work> beside(Work work) {
    ConnectionDefinition here = work.request().instance().connection();
    return project.instances().stream()
        .filter(other -> !other.schema().equals(work.schema()))
        .filter(other -> {
          ConnectionDefinition there = other.connection();
          return Objects.equals(here.url(), there.url())
              && Objects.equals(here.host(), there.host())
              && here.port() == there.port()
              && Objects.equals(here.database(), there.database());
        })
        .map(other -> work(other, null, EngineRequest.Order.STRICT))
        .toList();
  }

  /// Refuses a bad pin before anything is changed on any instance.
  private static void refuseMissing(Work work) {
    if (work.request().files() instanceof MissingTree(_, LockstepException reason)) {
      throw new LockstepException(
          reason.code(),
          "The instance " + work.instance() + " is pinned badly: " + reason.getMessage(),
          reason.nextStep(),
          reason);
    }
  }

  /// Looks at targets side by side.
  List<Outcome<Snapshot>> lookAll(List<Work> works) {
    return new FanOut(LOOK_WIDTH, true).run(works, deployer::look, _ -> false);
  }

  /// Lists the commits that touch a schema's folders and are not deployed yet, newest first; empty
  /// when nothing was deployed from Git, or when the history at hand does not tell.
  Optional<Commits> commitsBehind(Snapshot snapshot) {
    FileTree files = snapshot.work().request().files();
    Optional<String> deployed = snapshot.lastSuccess().map(Ledger.Deployment::commit);
    Optional<String> source = files.commit();
    if (deployed.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    return deployed.equals(source)
        // Most often so, and asking Git costs more than everything else.
        ? Optional.of(new Commits(List.of(), false))
        : trees.since(deployed.get(), source.get(), folders(snapshot.work()));
  }

  /// Returns the folders that a schema's files lie in; a changelog stands for its folder.
  static List<String> folders(Work work) {
    FileTree files = work.request().files();
    return work.request().schema().locations().stream()
        .filter(location -> !location.startsWith("classpath:"))
        .map(location -> location.replaceFirst("^filesystem:", ""))
        .map(location -> files.find(location).isPresent() ? parent(location) : location)
        .distinct()
        .toList();
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /// Returns the schema of an instance, with the folders that its database has.
  SchemaDefinition schema(InstanceDefinition instance) {
    return project.schema(instance.schema()).orElseThrow().on(instance);
  }

  /// Returns an instance that stands for all of a schema, whose properties and contexts its changes
  /// may ask for.
  ///
  /// *Errors*: `CONFIGURATION` when there is none.
  InstanceDefinition standIn(SchemaDefinition schema) {
    return project.instances().stream()
        .filter(one -> one.schema().equals(schema.name()))
        .findFirst()
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.CONFIGURATION,
                "The schema " + schema.name() + " has no instance in lockstep.yaml.",
                "Declare one; its properties and contexts count for the changes."));
  }

  /// Returns the files that stand beside `lockstep.yaml`, whatever `--ref` names.
  FileTree checkedOut() {
    return trees.checkedOut();
  }

  /// Returns the files of a ref, or those of the working tree, whatever instances are pinned to.
  FileTree files(@Nullable String ref) {
    return ref == null ? trees.of(null) : trees.at(ref);
  }

  /// Returns the files that what is checked out and a ref last had in common.
  FileTree filesForkedFrom(String ref) {
    return trees.forkedFrom(ref);
  }

  /// Returns where the history ended before a deployment.
  @Nullable String positionBefore(Work work, List<String> deployments) {
    return deployer
        .read(work, target -> target.ledger().deployments(work.schema(), Integer.MAX_VALUE))
        .stream()
        .filter(entry -> deployments.contains(entry.id()))
        // The latest comes first, and the earliest is meant.
        .reduce((_, earlier) -> earlier)
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.USAGE,
                "There is no deployment %s on %s."
                    .formatted(String.join(" or ", deployments), work.instance()),
                "lockstep history -i " + work.instance() + " lists them."))
        .fromPosition();
  }

  private List<Work> select(@Nullable String target, EngineRequest.Order order) {
    check(
        "environment",
        options.environments,
        project.environments().stream().map(EnvironmentDefinition::name).toList());
    check(
        "schema", options.schemas, project.schemas().stream().map(SchemaDefinition::name).toList());
    check(
        "instance",
        options.instances,
        project.instances().stream().map(InstanceDefinition::name).toList());
    List<Work> works =
        project.instances().stream()
            .filter(instance -> wanted(options.environments, instance.environment()))
            .filter(instance -> wanted(options.schemas, instance.schema()))
            .filter(instance -> wanted(options.instances, instance.name()))
            .sorted(Comparator.comparingInt(this::promotionRank))
            .map(instance -> work(instance, target, order))
            .toList();
    if (works.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "No instance fits these options.",
          "lockstep status lists all instances with their schemas and environments.");
    }
    return works;
  }

  private Work work(
      InstanceDefinition instance, @Nullable String target, EngineRequest.Order order) {
    return new Work(
        new EngineRequest(schema(instance), instance, trees.of(instance.pin()), target, order),
        project.execution());
  }

  /// Returns an instance with the files at hand, to ask an engine about its settings.
  EngineRequest request(InstanceDefinition instance) {
    return new EngineRequest(
        schema(instance), instance, files(null), null, EngineRequest.Order.STRICT);
  }

  private int promotionRank(InstanceDefinition instance) {
    return project.environments().stream()
        .map(EnvironmentDefinition::name)
        .toList()
        .indexOf(instance.environment());
  }

  private static boolean wanted(List<String> names, String name) {
    return names.isEmpty() || names.contains(name);
  }

  private static void check(String what, List<String> wanted, List<String> known) {
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no " + what + " '" + name + "' in lockstep.yaml.",
            known.isEmpty() ? null : "There is: " + names(known.stream()) + ".");
      }
    }
  }

  private static String names(Stream<String> names) {
    List<String> all = names.toList();
    return all.size() <= 12
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, 12)) + " and " + (all.size() - 12) + " more";
  }
}
