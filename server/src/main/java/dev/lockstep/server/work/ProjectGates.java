package dev.lockstep.server.work;

import dev.lockstep.expression.Value;
import dev.lockstep.gate.Gates;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.runs.Runs;
import dev.lockstep.runs.StepWorker.Try;
import dev.lockstep.server.entity.BrokenGlass;
import dev.lockstep.server.entity.EnvironmentGates;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectRuns;
import dev.lockstep.server.store.Database;
import dev.lockstep.steps.Gatehouse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Knows what the environments of a project demand, and what runs have reached.
public final class ProjectGates implements Gatehouse {
  private final Database database;
  private final InstantSource clock;

  public ProjectGates(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Standing of(Try step) {
    return database.in(connection -> standing(connection, step));
  }

  private Standing standing(Connection connection, Try step) throws SQLException {
    Map<String, Gates> gates = EnvironmentGates.of(connection, place(connection, step));
    Run run = Runs.in(connection, step.run());
    Progress part = run.part(step.key()).orElseThrow();
    return new Standing(
        gates,
        part.hold(),
        part.votes(),
        BrokenGlass.of(connection, step.run()).map(BrokenGlass.Broken::by).orElse(null),
        clock.instant(),
        own(run),
        author(connection, step));
  }

  private static Place place(Connection connection, Try step) throws SQLException {
    return ProjectRuns.find(connection, step.run()).orElseThrow().place();
  }

  /// Returns what the run itself has deployed.
  private static Set<String> own(Run run) {
    Set<String> deployments = new HashSet<>();
    for (Progress part : run.parts().values()) {
      if (part.output().values().get("deployments") instanceof Value.Items(List<Value> items)) {
        items.forEach(item -> {
          if (item instanceof Value.Text(String id)) {
            deployments.add(id);
          }
        });
      }
    }
    return deployments;
  }

  private static Set<String> author(Connection connection, Try step) throws SQLException {
    return new TreeSet<>(
        Database.list(
            connection,
            row -> row.getString(1),
            "SELECT author FROM run_commit WHERE run = ? AND author <> ''",
            step.run()));
  }

  @Override
  public Optional<String> unproven(Try step, String environment, Set<String> schemas) {
    return database.in(connection -> {
      Optional<String> commit =
          Database.first(
              connection,
              row -> row.getString(1),
              "SELECT commit FROM run_commit WHERE run = ?",
              step.run());
      if (commit.isEmpty()) {
        return Optional.of(
            "Its environment wants the same commit to have gone well in %s, and this run has none."
                .formatted(environment));
      }
      Place place = place(connection, step);
      Set<String> reached = reached(connection, place, environment, commit.get());
      return instances(connection, place, environment, schemas).stream()
          .filter(instance -> !reached.contains(instance))
          .findFirst()
          .map(instance ->
              "Commit %s has not gone well in %s: no stage there that deployed it to %s succeeded."
                  .formatted(commit.get().substring(0, 7), environment, instance));
    });
  }

  private static List<String> instances(
      Connection connection, Place place, String environment, Set<String> schemas)
      throws SQLException {
    return Database.list(
        connection,
        row -> row.getString(1),
        """
        SELECT name FROM entity WHERE organisation = ? AND project = ? AND kind = 'instances'
          AND spec ->> 'environment' = ? AND spec ->> 'schema' = ANY (?) ORDER BY name\
        """,
        place.organisation(),
        place.project(),
        environment,
        connection.createArrayOf("text", schemas.toArray()));
  }

  /// Returns the instances that stages which went well brought to a commit.
  private static Set<String> reached(
      Connection connection, Place place, String environment, String commit) throws SQLException {
    return new HashSet<>(
        Database.list(
            connection,
            row -> row.getString(1),
            """
            SELECT DISTINCT reached.instance
            FROM run_commit JOIN run_about about USING (run) JOIN run_reached reached USING (run)
              JOIN run_part stage ON stage.run = reached.run
                AND stage.key = split_part(split_part(reached.key, '/', 1), '[', 1)
            WHERE run_commit.commit = ? AND about.organisation = ? AND about.project = ?
              AND reached.environment = ? AND stage.status = 'SUCCEEDED'\
            """,
            commit,
            place.organisation(),
            place.project(),
            environment));
  }

  @Override
  public void reached(Try step, List<Reached> instances) {
    database.in(connection -> {
      for (Reached one : instances) {
        Database.change(
            connection,
            """
            INSERT INTO run_reached (run, key, environment, schema, instance, at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
            """,
            step.run(),
            step.key(),
            one.environment(),
            one.schema(),
            one.instance(),
            clock.instant());
      }
      return instances;
    });
  }
}
