package dev.lockstep.bench.peer;

import dev.lockstep.config.ReferencedSecrets;
import dev.lockstep.deploy.Deployer;
import dev.lockstep.deploy.Identity;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.SupportedTargets;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.target.ClientProcess;
import dev.lockstep.dialects.target.Sleeper;
import dev.lockstep.dialects.target.Surroundings;
import dev.lockstep.engines.flyway.EngineContext;
import dev.lockstep.engines.flyway.FlywayEngine;
import dev.lockstep.engines.liquibase.LiquibaseEngine;
import dev.lockstep.migration.Engine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Puts Lockstep's rooms together as its command line does.
public final class LockstepRooms {
  private LockstepRooms() {}

  /// @param cache what is remembered of files; starts empty
  public static Deployer deployer(Path cache) {
    InstantSource clock = InstantSource.system();
    Connector connector =
        new Connector(
            SupportedProducts.all(),
            new ReferencedSecrets(_ -> null, cache),
            new DriverLocator(List.of()));
    Map<String, Engine> engines =
        Map.of(
            "flyway",
            new FlywayEngine(EngineContext.ofThisMachine()),
            "liquibase",
            new LiquibaseEngine(cache.resolve("liquibase")));
    AtomicLong ids = new AtomicLong();
    return new Deployer(
        SupportedTargets.factory(
            connector,
            new Surroundings(
                clock, Sleeper.REAL, RandomGenerator.getDefault(), ClientProcess.here())),
        name -> Objects.requireNonNull(engines.get(name), name),
        new Identity("bench", clock, () -> "bench-%09d".formatted(ids.incrementAndGet())));
  }
}
