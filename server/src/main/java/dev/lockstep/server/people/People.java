package dev.lockstep.server.people;

import dev.lockstep.access.Access;
import dev.lockstep.access.Actor;
import dev.lockstep.access.Binding;
import dev.lockstep.access.Resource;
import dev.lockstep.access.Role;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Finds who shows a token, and what that user is given.
public final class People {
  private People() {}

  /// Is somebody who is known, with all that decides what they may do.
  public record Known(Actor actor, Access access) {}

  /// Returns who shows a token; empty when it proves nothing.
  public static Optional<Known> find(Connection connection, String token, Instant now)
      throws SQLException {
    Optional<String> owner = Tokens.owner(connection, token, now);
    return owner.isEmpty() ? Optional.empty() : Optional.of(known(connection, owner.get()));
  }

  private static Known known(Connection connection, String user) throws SQLException {
    List<String> groups =
        Database.list(
            connection,
            row -> row.getString(1),
            """
            SELECT name FROM entity WHERE organisation = '' AND project = '' AND kind = 'groups'
              AND jsonb_exists(spec::jsonb -> 'members', ?)\
            """,
            user);
    List<Optional<Binding>> bindings =
        Database.list(
            connection,
            People::binding,
            """
            SELECT organisation, project, spec FROM entity WHERE kind = 'bindings'
              AND (spec ->> 'user' = ? OR spec ->> 'group' = ANY (?))\
            """,
            user,
            connection.createArrayOf("text", groups.toArray()));
    return new Known(
        new Actor(user, new HashSet<>(groups)),
        new Access(bindings.stream().flatMap(Optional::stream).toList()));
  }

  /// Reads a binding; empty for one whose place cannot be told, which gives nothing.
  private static Optional<Binding> binding(ResultSet row) throws SQLException {
    JsonNode spec = Json.read(row.getString(3));
    List<String> names =
        List.of(
            row.getString(1),
            row.getString(2),
            Json.text(spec, "environment"),
            Json.text(spec, "instance"));
    List<String> path = names.stream().takeWhile(name -> !name.isEmpty()).toList();
    String user = Json.text(spec, "user");
    Optional<Role> role = Role.named(Json.text(spec, "role"));
    boolean whole = names.stream().filter(name -> !name.isEmpty()).count() == path.size();
    return role.isEmpty() || !whole
        ? Optional.empty()
        : Optional.of(
            new Binding(
                user.isEmpty()
                    ? new Binding.Group(Json.text(spec, "group"))
                    : new Binding.User(user),
                role.get(),
                new Resource(path)));
  }
}
