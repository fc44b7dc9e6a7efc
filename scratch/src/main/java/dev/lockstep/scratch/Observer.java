package dev.lockstep.scratch;

import dev.lockstep.dialects.schema.SchemaDialect.Watch;
import dev.lockstep.dialects.target.Pipeline;
import dev.lockstep.dialects.target.PipelineView;
import dev.lockstep.plan.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sees what statements do that a deployment sends to a scratch database.
///
/// *Shape*: sends one statement at a time, however many the deployment sends together. Used by one
/// thread at a time.
public final class Observer implements PipelineView {
  private @Nullable Watch watch;
  private Set<String> wanted = Set.of();
  private List<Observed> seen = new ArrayList<>();

  /// Is a statement with what was seen of it.
  ///
  /// @param effect empty when there was nothing to see it by
  /// @param took how long the scratch database needed
  public record Observed(String sql, Optional<Effect> effect, Duration took) {}

  /// Begins to look, at what is done to what is there now.
  public void begin(Watch first) {
    watch = first;
  }

  /// Lets a deployment run and returns its outcome; what was seen is read with [#seen()].
  ///
  /// @param statements the texts to look at; others are somebody's bookkeeping
  public <T> T during(List<String> statements, Supplier<T> deployment) {
    wanted = Set.copyOf(statements);
    seen = new ArrayList<>();
    try {
      return deployment.get();
    } finally {
      wanted = Set.of();
    }
  }

  /// Lists what was seen last, in the order in which it ran.
  public List<Observed> seen() {
    return List.copyOf(seen);
  }

  @Override
  public Pipeline of(Connection session, Pipeline pipeline) {
    return new Pipeline() {
      @Override
      public Sent send(List<Part> parts) {
        Watch present = watch;
        if (present == null || parts.stream().noneMatch(part -> wanted.contains(part.text()))) {
          return pipeline.send(parts);
        }
        List<Long> rows = new ArrayList<>();
        for (Part part : parts) {
          Sent sent =
              wanted.contains(part.text())
                  ? watched(present, session, pipeline, part)
                  : pipeline.send(List.of(part));
          if (sent.error() != null) {
            return new Sent(rows, sent.error());
          }
          rows.addAll(sent.rows());
        }
        return new Sent(rows, null);
      }

      @Override
      public boolean combines() {
        return pipeline.combines();
      }
    };
  }

  private Pipeline.Sent watched(
      Watch present, Connection session, Pipeline pipeline, Pipeline.Part part) {
    List<Pipeline.Sent> answers = new ArrayList<>();
    long[] nanos = {0};
    try {
      Optional<Effect> effect =
          present
              .run(
                  session,
                  part.text(),
                  sql -> {
                    long start = System.nanoTime();
                    Pipeline.Sent sent =
                        pipeline.send(List.of(new Pipeline.Part(sql, part.data())));
                    nanos[0] = System.nanoTime() - start;
                    if (sent.error() != null) {
                      throw sent.error();
                    }
                    answers.add(sent);
                  })
              .effect();
      seen.add(new Observed(part.text(), effect, Duration.ofNanos(nanos[0])));
      return answers.getLast();
    } catch (SQLException e) {
      return new Pipeline.Sent(List.of(), e);
    }
  }
}
