package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.DeployRequest;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.DeploymentResult;
import dev.lockstep.deploy.Losses;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.embedded.EmbeddedServerException;
import dev.lockstep.embedded.PersistentOptions;
import dev.lockstep.embedded.PersistentPostgres;
import dev.lockstep.embedded.PostgresServer;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sets up a small shop to try everything on.
@Command(
    name = "demo",
    addMethodSubcommands = false,
    description = {
      "Set up a small shop to try everything on; everything lives in one folder.",
      "A Git repository with a Flyway and a Liquibase schema, and an embedded PostgreSQL with"
          + " databases for dev, staging and prod, dev deployed; and a server with a pipeline."
    })
final class DemoCommand implements LockstepCommand {
  private static final List<String> DATABASES =
      List.of(
          "orders_dev",
          "orders_staging",
          "orders_prod",
          "billing_dev",
          "billing_staging",
          "billing_prod");

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "The folder. Default: " + DemoFolder.DEFAULT + " here.")
  private @Nullable Path directory;

  @Option(
      names = "--stop",
      description = "Stop the databases and the server, and remove the folder.")
  private boolean stop;

  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public int run(CommandContext context) {
    Path named = directory == null ? Path.of(DemoFolder.DEFAULT) : directory;
    DemoFolder folder = new DemoFolder(context.invocation().directory().resolve(named).normalize());
    try {
      return stop ? stop(context, folder) : start(context, folder);
    } catch (EmbeddedServerException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The embedded PostgreSQL does not run here: " + e.getMessage(),
          folder.isFull()
              ? freeSpace()
              : "Run the demo as an ordinary user, or point lockstep.yaml at a PostgreSQL of your"
                  + " own.",
          e);
    } catch (LockstepException e) {
      if (stop || e.code() == ErrorCode.USAGE || !folder.isFull()) {
        throw e;
      }
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED, String.valueOf(e.getMessage()), freeSpace(), e);
    }
  }

  private static String freeSpace() {
    return "The disk is full. Free space there, then run the same command again: the demo needs"
        + " about "
        + DemoFolder.NEEDED_MEGABYTES
        + " MB. Or name a folder on another disk with --directory.";
  }

  private int start(CommandContext context, DemoFolder folder) {
    Console console = context.console();
    boolean again = folder.complete();
    folder.claim();
    console.progress("starting PostgreSQL in " + folder.server());
    PostgresServer server = PersistentPostgres.start(options(folder));
    if (!again) {
      build(context, folder, server);
    }
    DemoServer lockstep = new DemoServer(context, folder);
    String address = null;
    if (lockstep.isHere()) {
      console.progress("starting the server");
      address = lockstep.start(server);
    }
    console.line(
        again
            ? "The demo in " + folder.path() + " is running again:"
            : "A small shop is ready in " + folder.path() + ":");
    console.line("  shop      its Git repository: schemas orders (Flyway), billing (Liquibase)");
    console.line(
        "  postgres  PostgreSQL "
            + server.major()
            + " on port "
            + server.port()
            + ": databases for dev, staging, prod");
    if (address != null) {
      console.line("  server    Lockstep's, at " + address + ", with the pipeline release");
    }
    console.line("");
    console.line(again ? "Try:" : "dev is deployed. Three commands to try next:");
    console.line("");
    String command = context.invocation().command() + " ";
    String config = config(context, folder);
    console.line("  " + command + "status" + config);
    console.line("  " + command + "plan -e staging" + config);
    console.line("  " + command + "deploy -e staging" + config);
    console.line("");
    if (address != null) {
      Path here = context.invocation().directory();
      console.line("The same from the server, with a gate before prod; log in first:");
      console.line("");
      console.line("  " + command + "login " + address + " < " + here.relativize(lockstep.token()));
      console.line("  " + command + "run begin release --follow");
      console.line("");
    }
    console.line(
        command
            + "demo --stop"
            + (directory == null ? "" : " --directory " + directory)
            + " stops the database and removes the folder.");
    return ExitCode.DONE;
  }

  private void build(CommandContext context, DemoFolder folder, PostgresServer server) {
    Console console = context.console();
    try {
      // What an interrupted attempt left behind has no history worth keeping.
      DemoFolder.delete(folder.repository());
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED, "Cannot clear " + folder.repository() + ".", null, e);
    }
    console.progress("creating databases");
    List<String> present = server.databases();
    DATABASES.stream().filter(name -> !present.contains(name)).forEach(server::createDatabase);
    console.progress("writing the shop's history");
    DemoRepository.create(
        folder.repository(),
        Map.of(
            "PORT", String.valueOf(server.port()),
            "USER", PostgresServer.USER,
            "PASSWORD", folder.server().resolve("password").toString()));
    console.progress("deploying to dev");
    CommonOptions options = new CommonOptions();
    options.project.config = folder.repository().resolve("lockstep.yaml");
    options.environments = List.of("dev");
    Workspace workspace = context.open(options);
    List<Outcome<DeploymentResult>> outcomes;
    try (DriftBeforeDeploy drift = new DriftBeforeDeploy(context, workspace, null)) {
      outcomes =
          new FanOut(2, true)
              .run(
                  workspace.selectForChange(null, false),
                  work ->
                      workspace
                          .deployer()
                          .deploy(
                              work,
                              new DeployRequest(
                                  null, Losses.REFUSE, drift.guard(), PolicyGuard.NONE),
                              DeploymentListener.SILENT),
                  DeploymentReport::failed);
    }
    for (Outcome<DeploymentResult> outcome : outcomes) {
      Throwable failure = outcome.failure();
      if (failure instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (!(outcome.result() instanceof DeploymentResult.Succeeded)) {
        throw new LockstepException(
            ErrorCode.INTERNAL, "The demo could not be deployed to dev: " + outcome.result());
      }
    }
  }

  private int stop(CommandContext context, DemoFolder folder) {
    if (!folder.exists()) {
      context.console().line("There is no demo in " + folder.path() + ".");
      return ExitCode.DONE;
    }
    context.console().progress("stopping PostgreSQL");
    new DemoServer(context, folder).stop();
    PersistentPostgres.stop(options(folder));
    try {
      folder.delete();
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The server is stopped, but "
              + folder.path()
              + " could not be removed: "
              + e.getMessage(),
          "Remove it by hand.",
          e);
    }
    context.console().line("Stopped, and removed " + folder.path() + ".");
    return ExitCode.DONE;
  }

  private static PersistentOptions options(DemoFolder folder) {
    return PersistentOptions.in(folder.server()).withCache(folder.binaries());
  }

  /// Commands find the demo by themselves when they are started beside it.
  private static String config(CommandContext context, DemoFolder folder) {
    Path beside = context.invocation().directory().resolve(DemoFolder.DEFAULT);
    return folder.path().equals(beside)
        ? ""
        : " --config " + folder.repository().resolve("lockstep.yaml");
  }
}
