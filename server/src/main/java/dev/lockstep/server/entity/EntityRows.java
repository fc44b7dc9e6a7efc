package dev.lockstep.server.entity;

import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads and writes entities as rows.
public final class EntityRows {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final String COLUMNS =
      "SELECT organisation, project, kind, name, spec, sealed, revision, created, created_by,"
          + " changed, changed_by, id FROM entity";
  private static final String BY_ID =
      " WHERE organisation = ? AND project = ? AND kind = ? AND name = ?";

  private EntityRows() {}

  /// Is an entity as it is kept.
  ///
  /// @param number unlike that of any other entity that is or was
  /// @param revision counts its changes, from 1
  public record Entity(long number, Place.Id id, Content content, long revision, Trace trace) {
    /// Returns what tells this state of it from all others, for `ETag`.
    public String tag() {
      return "\"" + number + "-" + revision + "\"";
    }
  }

  /// Says which entities are wanted.
  ///
  /// @param filters values of keys of the specification
  /// @param after the name behind which to begin; empty for the first
  public record Query(
      Place place, String kind, Map<String, String> filters, String after, int most) {
    public Query {
      filters = Map.copyOf(filters);
    }
  }

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

  /// Lists the entities of a kind in all places.
  public static List<Entity> everywhere(Connection connection, String kind) throws SQLException {
    return Database.list(
        connection, EntityRows::entity, COLUMNS + " WHERE kind = ? ORDER BY id", kind);
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
        row.getLong(12),
        new Place(row.getString(1), row.getString(2)).entity(row.getString(3), row.getString(4)),
        new Content(Json.read(row.getString(5)), row.getString(6)),
        row.getLong(7),
        new Trace(
            row.getTimestamp(8).toInstant(),
            row.getString(9),
            row.getTimestamp(10).toInstant(),
            row.getString(11)));
  }

  /// Tells whether a place is declared; the server always is.
  public static boolean isThere(Connection connection, Place place) throws SQLException {
    if (place.equals(Place.SERVER)) {
      return true;
    }
    Place around = place.project().isEmpty() ? Place.SERVER : new Place(place.organisation(), "");
    return find(
            connection,
            place.project().isEmpty()
                ? around.entity(Kinds.ORGANISATIONS, place.organisation())
                : around.entity(Kinds.PROJECTS, place.project()))
        .isPresent();
  }

  /// Lists entities by name.
  public static List<Entity> list(Connection connection, Query query) throws SQLException {
    StringBuilder sql =
        new StringBuilder(COLUMNS)
            .append(" WHERE organisation = ? AND project = ? AND kind = ?")
            .append(" AND name > ?");
    List<@Nullable Object> values =
        new ArrayList<>(
            List.of(
                query.place().organisation(),
                query.place().project(),
                query.kind(),
                query.after()));
    query
        .filters()
        .forEach((key, value) -> {
          sql.append(" AND spec ->> ? = ?");
          values.add(key);
          values.add(value);
        });
    sql.append(" ORDER BY name LIMIT ?");
    values.add(query.most());
    return Database.list(connection, EntityRows::entity, sql.toString(), values.toArray());
  }

  static void update(Connection connection, Entity before, Content content, By by)
      throws SQLException {
    Database.change(
        connection,
        """
        UPDATE entity SET spec = ?::json, sealed = ?, revision = revision + 1, changed = ?,
          changed_by = ? WHERE id = ?\
        """,
        Json.write(content.spec()),
        content.sealed(),
        by.at(),
        by.who(),
        before.number());
  }

  static void delete(Connection connection, Entity entity) throws SQLException {
    Database.change(connection, "DELETE FROM entity WHERE id = ?", entity.number());
  }

  /// Keeps an entity from going away until the transaction ends.
  ///
  /// @return whether it is there
  static boolean hold(Connection connection, Place.Id id) throws SQLException {
    return Database.first(
            connection, row -> true, "SELECT 1 FROM entity" + BY_ID + " FOR SHARE", id(id))
        .isPresent();
  }

  /// Returns one of those that need an entity, in words.
  static Optional<String> user(Connection connection, Place.Id id) throws SQLException {
    return switch (id.kind()) {
      case Kinds.ORGANISATIONS -> one(connection, "WHERE organisation = ?", id.name());
      case Kinds.PROJECTS ->
          one(
              connection,
              "WHERE organisation = ? AND project = ?",
              id.place().organisation(),
              id.name());
      // Somebody who gets the name later must not get what the one before was given.
      case "users" ->
          one(
              connection,
              "WHERE (kind = 'bindings' AND spec ->> 'user' = ?)"
                  + " OR (kind = 'groups' AND jsonb_exists(spec::jsonb -> 'members', ?))",
              id.name(),
              id.name());
      case "groups" ->
          one(connection, "WHERE kind = 'bindings' AND spec ->> 'group' = ?", id.name());
      case "schemas" -> inProject(connection, id, "schema");
      case "environments" -> inProject(connection, id, "environment");
      case "repositories" -> inProject(connection, id, "repository");
      default -> Optional.empty();
    };
  }

  private static Optional<String> inProject(Connection connection, Place.Id id, String key)
      throws SQLException {
    return one(
        connection,
        "WHERE organisation = ? AND project = ? AND kind IN ('schemas', 'instances', 'policies')"
            + " AND spec ->> ? = ?",
        id.place().organisation(),
        id.place().project(),
        key,
        id.name());
  }

  private static Optional<String> one(Connection connection, String where, Object... values)
      throws SQLException {
    return Database.first(
        connection,
        row -> row.getString(2) + " in " + row.getString(1),
        "SELECT kind, name FROM entity " + where + " ORDER BY kind, name LIMIT 1",
        values);
  }

  static boolean hasAdministrator(Connection connection) throws SQLException {
    return Database.first(
            connection,
            row -> true,
            """
            SELECT 1 FROM entity binding JOIN entity admin
              ON admin.kind = 'users' AND (admin.name = binding.spec ->> 'user'
                OR EXISTS (SELECT 1 FROM entity team WHERE team.kind = 'groups'
                  AND team.name = binding.spec ->> 'group'
                  AND jsonb_exists(team.spec::jsonb -> 'members', admin.name)))
            WHERE binding.kind = 'bindings' AND binding.organisation = ''
              AND binding.spec ->> 'role' = 'admin' LIMIT 1\
            """)
        .isPresent();
  }
}
