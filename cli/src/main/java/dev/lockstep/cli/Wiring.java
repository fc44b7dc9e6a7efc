package dev.lockstep.cli;

import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.ReferencedSecrets;
import dev.lockstep.deploy.Agreements;
import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.Identity;
import dev.lockstep.deploy.TargetFactory;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.SupportedTargets;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.target.ClientProcess;
import dev.lockstep.dialects.target.PipelineView;
import dev.lockstep.dialects.target.Sleeper;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.engines.flyway.EngineContext;
import dev.lockstep.engines.flyway.FlywayAuthoring;
import dev.lockstep.engines.flyway.FlywayEngine;
import dev.lockstep.engines.liquibase.LiquibaseAuthoring;
import dev.lockstep.engines.liquibase.LiquibaseEngine;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.migration.Authoring;
import dev.lockstep.migration.Engine;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.DriftSettings;
import dev.lockstep.project.Project;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretSource;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.GivenScratch;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.sql.Splitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Puts the rooms together for one command line.
final class Wiring {
  private final Invocation invocation;
  private final Console console;
  private final Map<String, Engine> engines = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Engine>> engineSources;
  private SecretSource secrets;
  private DriftSettings drift = DriftSettings.DEFAULT;
  private ReviewSettings review = ReviewSettings.DEFAULT;
  private List<SchemaDefinition> schemas = List.of();
  private final Map<String, ScratchServer> named = new ConcurrentHashMap<>();

  Wiring(Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
    this.secrets = new ReferencedSecrets(invocation::variable, invocation.directory());
    this.engineSources =
        Map.of(
            DeclarativeEngine.NAME,
            () ->
                new DeclarativeEngine(
                    schema -> scratch(Scratches.embedded(), schema),
                    this::agreements,
                    cache().resolve("declarative")),
            "flyway",
            () -> new FlywayEngine(EngineContext.ofThisMachine()),
            "liquibase",
            () -> new LiquibaseEngine(cache().resolve("liquibase")));
  }

  /// Opens the project that the options mean.
  ///
  /// *Errors*: `CONFIGURATION` when there is none or it has faults.
  Workspace open(CommonOptions options) {
    Path file = projectFile(options.project.config);
    Path root = file.toAbsolutePath().normalize().getParent();
    if (root == null) {
      throw new LockstepException(ErrorCode.CONFIGURATION, file + " is no file of a project.");
    }
    secrets = new ReferencedSecrets(invocation::variable, root);
    ProjectFiles files = new ProjectFiles(root, invocation);
    Project project = LockstepYaml.load(files.workingTree(), file.getFileName().toString());
    drift = project.drift();
    review = project.review();
    schemas = project.schemas();
    return new Workspace(
        project,
        file,
        new Trees(files, options.ref),
        deployer(secrets, PipelineView.PLAIN),
        options);
  }

  /// Reads the project's file where there is one: named, here or in a folder above.
  Optional<Project> projectAround(@Nullable Path named) {
    return (named == null ? fileAround() : Optional.of(projectFile(named)))
        .map(file -> file.toAbsolutePath().normalize())
        .map(file ->
            LockstepYaml.load(
                new WorkingTree(Objects.requireNonNull(file.getParent())),
                String.valueOf(file.getFileName())));
  }

  /// Returns what was agreed on about the drift of an instance, as it holds today.
  Agreements agreements(String instance) {
    return Agreements.of(drift, instance, LocalDate.now(ZoneId.systemDefault()));
  }

  /// Returns the splitter of a dialect.
  Splitter splitter(String dialect) {
    return SupportedProducts.all().named(dialect).splitter();
  }

  /// Deploys to a database of our own, whose password no reference names.
  ///
  /// @param view is what everything is sent through
  Deployer scratchDeployer(String password, PipelineView view) {
    return deployer(_ -> password, view);
  }

  /// Returns what writes changes for an engine; empty when its files are no changes.
  Optional<Authoring> authoring(String engine) {
    return switch (engine) {
      case "flyway" -> Optional.of(new FlywayAuthoring());
      case "liquibase" -> Optional.of(new LiquibaseAuthoring());
      default -> Optional.empty();
    };
  }

  /// Tells what in a database is an engine's or Lockstep's own, and part of no schema.
  Predicate<ObjectId> bookkeeping(EngineRequest request) {
    Set<String> tables =
        authoring(request.schema().engine())
            .map(engine -> engine.ownTables(request))
            .orElse(Set.of());
    return id ->
        Bookkeeping.contains(id)
            || (id.kind().equals("table")
                && tables.stream().anyMatch(table -> table.equalsIgnoreCase(id.name())));
  }

  /// Returns our own servers, or those that the project names for a product.
  Scratches scratches() {
    return Scratches.embedded().exceptFor(this::named);
  }

  private Optional<ScratchServer> named(String dialect) {
    return schemas.stream()
        .filter(schema -> schema.dialect().equals(dialect) && schema.scratch() != null)
        .findFirst()
        .map(schema -> named.computeIfAbsent(dialect, _ -> scratch(Scratches.embedded(), schema)));
  }

  /// Returns where a schema is tried out: on a server that the user names, on one that the project
  /// names, on one of our own.
  ScratchServer scratch(Scratches chosen, SchemaDefinition schema) {
    ConnectionDefinition server = schema.scratch();
    return server == null || chosen.isGiven()
        ? chosen.of(schema.dialect())
        : ScratchServer.alike(
            new GivenScratch(
                SupportedSchemas.named(schema.dialect()),
                new ProjectScratch(schema.dialect(), server, connector(secrets), secrets),
                rights -> SchemaReader.warnOfRights(console, rights)),
            chosen.beginning());
  }

  private Connector connector(SecretSource source) {
    return new Connector(SupportedProducts.all(), source, new DriverLocator(driverFolders()));
  }

  private Deployer deployer(SecretSource source, PipelineView view) {
    InstantSource clock = InstantSource.system();
    RandomGenerator random = RandomGenerator.getDefault();
    Connector connector = connector(source);
    TargetFactory targets =
        SupportedTargets.factory(
            connector, new Surroundings(clock, Sleeper.REAL, random, ClientProcess.here()), view);
    Identity identity = new Identity(invocation.who(), clock, new DeploymentIds(clock, random));
    return new Deployer(targets, (Function<String, Engine>) this::engine, identity);
  }

  private Engine engine(String name) {
    Supplier<Engine> source = engineSources.get(name);
    if (source == null) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "This release does not run the engine " + name + ".",
          "It runs flyway, liquibase and declarative.");
    }
    return engines.computeIfAbsent(
        name, _ -> new Remedying(source.get(), new LintLanguages(this::splitter), () -> review));
  }

  private List<Path> driverFolders() {
    String home = invocation.variable("LOCKSTEP_HOME");
    Path own = Path.of(System.getProperty("user.home", ".")).resolve(".lockstep/drivers");
    return home == null ? List.of(own) : List.of(Path.of(home).resolve("drivers"), own);
  }

  private Path cache() {
    String given = invocation.variable("XDG_CACHE_HOME");
    Path caches =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home", ".")).resolve(".cache")
            : Path.of(given);
    return caches.resolve("lockstep");
  }

  private Optional<Path> fileAround() {
    for (Path at = invocation.directory(); at != null; at = at.getParent()) {
      Path candidate = at.resolve(LockstepYaml.FILE);
      if (Files.isRegularFile(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Finds the project's file: named, here, in a folder above, or that of a demo beside us.
  private Path projectFile(@Nullable Path named) {
    Path here = invocation.directory();
    if (named != null) {
      Path file = here.resolve(named).normalize();
      return Files.isDirectory(file) ? file.resolve(LockstepYaml.FILE) : file;
    }
    Optional<Path> around = fileAround();
    if (around.isPresent()) {
      return around.get();
    }
    DemoFolder demo = new DemoFolder(here.resolve(DemoFolder.DEFAULT));
    if (demo.complete()) {
      return demo.repository().resolve(LockstepYaml.FILE);
    }
    throw new LockstepException(
        ErrorCode.CONFIGURATION,
        "There is no lockstep.yaml here or in a folder above.",
        "Write one with `"
            + invocation.command()
            + " init`, name one with --config, or try `"
            + invocation.command()
            + " demo`.");
  }
}
