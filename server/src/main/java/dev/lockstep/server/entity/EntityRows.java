package dev.lockstep.server.entity;

import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads and writes entities as rows.
public final class EntityRows {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final String COLUMNS =
      "SELECT organisation, project, kind, name, spec, sealed, revision, created, created_by,"
          + " changed, changed_by FROM entity";
  private static final String BY_ID =
      " WHERE organisation = ? AND project = ? AND kind = ? AND name = ?";

  private EntityRows() {}

  /// Is an entity as it is kept.
  ///
  /// @param revision counts its changes, from 1
  public record Entity(Place.Id id, Content content, long revision, Trace trace) {}

  /// Is what an entity says.
  ///
  /// @param sealed what may not be read, encrypted; null where there is nothing
  public record Content(JsonNode spec, @Nullable String sealed) {
    public Content(JsonNode spec) {
      this(spec, null);
    }
  }

  /// Says who changes something, and when.
  public record By(String who, Instant at) {}

  /// Tells who made an entity and who changed it last.
  public record Trace(Instant created, String createdBy, Instant changed, String changedBy) {}

  /// Refuses what cannot be a name.
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.invalid(
          "This cannot be a name.",
          "A name has up to 100 letters, digits, dots, hyphens and underscores and starts with a"
              + " letter, digit or underscore.");
    }
  }

  /// Writes a new entity.
  public static void insert(Connection connection, Place.Id id, Content content, By by)
      throws SQLException {
    Database.change(
        connection,
        """
        INSERT INTO entity (organisation, project, kind, name, spec, sealed, revision, created,
          created_by, changed, changed_by)
        VALUES (?, ?, ?, ?, ?::json, ?, 1, ?, ?, ?, ?)\
        """,
        id.place().organisation(),
        id.place().project(),
        id.kind(),
        id.name(),
        Json.write(content.spec()),
        content.sealed(),
        by.at(),
        by.who(),
        by.at(),
        by.who());
  }

  /// Finds an entity.
  public static Optional<Entity> find(Connection connection, Place.Id id) throws SQLException {
    return Database.first(connection, EntityRows::entity, COLUMNS + BY_ID, id(id));
  }

  /// Finds an entity and keeps others from changing it until the transaction ends.
  public static Optional<Entity> take(Connection connection, Place.Id id) throws SQLException {
    return Database.first(connection, EntityRows::entity, COLUMNS + BY_ID + " FOR UPDATE", id(id));
  }

  private static @Nullable Object[] id(Place.Id id) {
    return new Object[] {id.place().organisation(), id.place().project(), id.kind(), id.name()};
  }

  private static Entity entity(ResultSet row) throws SQLException {
    return new Entity(
        new Place(row.getString(1), row.getString(2)).entity(row.getString(3), row.getString(4)),
        new Content(Json.read(row.getString(5)), row.getString(6)),
        row.getLong(7),
        new Trace(
            row.getTimestamp(8).toInstant(),
            row.getString(9),
            row.getTimestamp(10).toInstant(),
            row.getString(11)));
  }

  /// Lists entities of a kind at a place by name.
  ///
  /// @param after the name behind which to begin; empty for the first
  public static List<Entity> list(
      Connection connection, Place place, String kind, String after, int most) throws SQLException {
    return Database.list(
        connection,
        EntityRows::entity,
        COLUMNS
            + " WHERE organisation = ? AND project = ? AND kind = ? AND name > ? COLLATE \"C\""
            + " ORDER BY name COLLATE \"C\" LIMIT ?",
        place.organisation(),
        place.project(),
        kind,
        after,
        most);
  }
}
