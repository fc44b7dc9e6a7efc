package dev.lockstep.server.work;

import dev.lockstep.config.PipelineYaml;
import dev.lockstep.expression.Value;
import dev.lockstep.expression.Value.Names;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.run.RunInputs;
import dev.lockstep.runs.Runs;
import dev.lockstep.server.entity.EntityRows;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.entity.ProjectRuns;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Begins runs of a project's pipelines, whatever asks for them.
public final class Beginnings {
  private final Database database;

  public Beginnings(Database database) {
    this.database = database;
  }

  /// Is a pipeline with its text.
  ///
  /// @param name of its entity, or of its file without the ending
  /// @param revision of the entity, or the commit of the file
  public record Source(Place place, String name, String definition, String revision) {
    String file() {
      return name + PipelineYaml.SUFFIX;
    }

    /// Reads it.
    ///
    /// *Errors*: `CONFIGURATION` with its faults.
    Pipeline read() {
      return PipelineYaml.read(file(), definition.getBytes(StandardCharsets.UTF_8)).orThrow();
    }
  }

  /// Returns the source of a declared pipeline.
  public static Source declared(Entity entity) {
    return new Source(
        entity.id().place(),
        entity.id().name(),
        Json.text(entity.content().spec(), "definition"),
        Long.toString(entity.revision()));
  }

  /// Finds the inputs of a run, which may look at what began it.
  public interface Inputs {
    Map<String, String> of(Pipeline pipeline, Names given);
  }

  /// Says why a run begins.
  ///
  /// @param by who, for those who look
  /// @param trigger what expressions can ask as `<+trigger.x>`
  public record Cause(String by, Value.Fields trigger, Inputs inputs) {}

  /// Begins a run.
  ///
  /// *Errors*: a `Problem` where the inputs do not fit.
  ///
  /// @return its id
  public long begin(Runs runs, Source source, Cause cause, Runs.Beside beside) throws SQLException {
    Pipeline pipeline = source.read();
    SequencedMap<String, Value> givens = new LinkedHashMap<>();
    givens.put("trigger", cause.trigger());
    givens.put("environments", database.in(connection -> environments(connection, source.place())));
    Names names = new Given(givens);
    RunInputs inputs = RunInputs.of(pipeline.inputs(), cause.inputs().of(pipeline, names), names);
    if (!inputs.faults().isEmpty()) {
      throw new Problem(
          422,
          "invalid",
          inputs.faults().getFirst(),
          "Send the inputs that the pipeline asks for.",
          inputs.faults());
    }
    givens.put("inputs", inputs.values());
    return runs.begin(
        source.place().organisation() + "/" + source.place().project(),
        source.file(),
        source.definition(),
        new Value.Fields(givens),
        (connection, run) -> {
          ProjectRuns.insert(
              connection,
              run,
              source.place(),
              source.name(),
              new ProjectRuns.Began(cause.by(), source.revision()));
          beside.write(connection, run);
        });
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
