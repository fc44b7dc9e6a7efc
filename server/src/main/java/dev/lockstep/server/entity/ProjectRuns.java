package dev.lockstep.server.entity;

import dev.lockstep.server.store.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows which project a run is of.
public final class ProjectRuns {
  private static final String COLUMNS =
      """
      SELECT about.run, about.organisation, about.project, about.pipeline, about.revision,
        about.began_by, run.status, run.begun, run.ended, run.file, run.definition
      FROM run_about about JOIN run ON run.id = about.run\
      """;

  private ProjectRuns() {}

  /// Is a run as lists show it.
  ///
  /// @param pipeline the name of its entity
  /// @param definition the text of the pipeline as the run began with it
  public record Summary(
      long run, Place place, String pipeline, Began began, Standing standing, Text definition) {}

  /// Says who began it.
  ///
  /// @param revision of the pipeline's entity
  public record Began(String by, String revision) {}

  /// Is how far it came.
  public record Standing(String status, Instant begun, @Nullable Instant ended) {}

  /// Is the file of a pipeline.
  public record Text(String file, String content) {}

  /// Writes down whose a run is.
  public static void insert(
      Connection connection, long run, Place place, String pipeline, Began began)
      throws SQLException {
    Database.change(
        connection,
        "INSERT INTO run_about (run, organisation, project, pipeline, revision, began_by)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        run,
        place.organisation(),
        place.project(),
        pipeline,
        began.revision(),
        began.by());
  }

  /// Finds a run.
  public static Optional<Summary> find(Connection connection, long run) throws SQLException {
    return Database.first(connection, ProjectRuns::summary, COLUMNS + " WHERE about.run = ?", run);
  }

  /// Says which runs are wanted.
  ///
  /// @param pipeline empty for all
  /// @param status empty for all
  /// @param before only those with lower numbers
  public record Query(Place place, String pipeline, String status, long before, int most) {}

  /// Lists runs of a project, the newest first.
  public static List<Summary> list(Connection connection, Query query) throws SQLException {
    StringBuilder sql =
        new StringBuilder(COLUMNS)
            .append(" WHERE about.organisation = ? AND about.project = ? AND about.run < ?");
    List<@Nullable Object> values =
        new ArrayList<>(
            List.of(query.place().organisation(), query.place().project(), query.before()));
    if (!query.pipeline().isEmpty()) {
      sql.append(" AND about.pipeline = ?");
      values.add(query.pipeline());
    }
    if (!query.status().isEmpty()) {
      sql.append(" AND run.status = ?");
      values.add(query.status());
    }
    sql.append(" ORDER BY about.run DESC LIMIT ?");
    values.add(query.most());
    return Database.list(connection, ProjectRuns::summary, sql.toString(), values.toArray());
  }

  private static Summary summary(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp(9);
    return new Summary(
        row.getLong(1),
        new Place(row.getString(2), row.getString(3)),
        row.getString(4),
        new Began(row.getString(6), row.getString(5)),
        new Standing(
            row.getString(7),
            row.getTimestamp(8).toInstant(),
            ended == null ? null : ended.toInstant()),
        new Text(row.getString(10), row.getString(11)));
  }
}
