package dev.lockstep.server.entity;

import dev.lockstep.server.entity.EntityRows.By;
import dev.lockstep.server.entity.EntityRows.Content;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes entities of all kinds by the same rules.
public final class Entities {
  private final Vault vault;

  public Entities(Vault vault) {
    this.vault = vault;
  }

  /// Says on what a change depends.
  ///
  /// @param match the tag that the entity must have; empty for any
  /// @param fresh whether it must not be there yet
  public record Condition(String match, boolean fresh) {
    void check(Optional<Entity> now) {
      if ((fresh && now.isPresent())
          || (!match.isEmpty() && !now.map(Entity::tag).orElse("").equals(match))) {
        throw new Problem(
            412,
            "changed",
            now.isPresent()
                ? "It is not what the request says that it is: somebody changed it."
                : "It is not there.",
            "Look at it, and send the change again with its present ETag.");
      }
    }
  }

  /// Says what is to change, by whom and on which condition.
  public record Change(Kind kind, Place.Id id, Condition condition, By by) {}

  /// Is what came of declaring something.
  ///
  /// @param change what became of it
  /// @param before what it was; empty where it was not there
  public record Declared(Entity entity, Outcome change, Optional<Entity> before) {}

  /// Says what became of an entity.
  public enum Outcome {
    CREATED,
    CHANGED,
    SAME
  }

  /// Declares an entity; the same twice changes nothing.
  public Declared put(Connection connection, Change change, ObjectNode spec) throws SQLException {
    Kind kind = change.kind();
    Place.Id id = change.id();
    By by = change.by();
    EntityRows.checkName(id.name());
    refuse(kind.faults(spec));
    inPlace(connection, id.place());
    Optional<Entity> before = EntityRows.take(connection, id);
    change.condition().check(before);
    Content content = content(kind, id, spec);
    refuse(kind.check().faults(connection, id, content.spec()));
    if (before.isPresent() && same(id, before.get().content(), content)) {
      return new Declared(before.get(), Outcome.SAME, before);
    }
    if (before.isEmpty()) {
      EntityRows.insert(connection, id, content, by);
    } else {
      EntityRows.update(connection, before.get(), content, by);
    }
    keepAnAdministrator(connection, id);
    return new Declared(
        EntityRows.find(connection, id).orElseThrow(),
        before.isEmpty() ? Outcome.CREATED : Outcome.CHANGED,
        before);
  }

  private static void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(422, "invalid", faults.getFirst(), "Mend the specification.", faults);
    }
  }

  /// Keeps the place that an entity is in from going away.
  private static void inPlace(Connection connection, Place place) throws SQLException {
    if (place.organisation().isEmpty()) {
      return;
    }
    hold(connection, Place.SERVER.entity(Kinds.ORGANISATIONS, place.organisation()));
    if (!place.project().isEmpty()) {
      hold(connection, new Place(place.organisation(), "").entity(Kinds.PROJECTS, place.project()));
    }
  }

  private static void hold(Connection connection, Place.Id id) throws SQLException {
    if (!EntityRows.hold(connection, id)) {
      throw Problem.notFound();
    }
  }

  private Content content(Kind kind, Place.Id id, ObjectNode spec) {
    // As it will be read again, so that the same thing is seen to be the same.
    ObjectNode shown = (ObjectNode) Json.read(Json.write(spec));
    ObjectNode hidden = Json.object();
    for (String key : kind.sealed()) {
      JsonNode value = shown.remove(key);
      if (value != null) {
        hidden.set(key, value);
      }
    }
    return hidden.isEmpty()
        ? new Content(shown)
        : new Content(shown, vault.seal(id, Json.write(hidden)));
  }

  private boolean same(Place.Id id, Content before, Content now) {
    @Nullable String old = before.sealed();
    @Nullable String fresh = now.sealed();
    boolean sealedSame =
        (old == null || fresh == null)
            ? (old == null && fresh == null)
            : vault.unseal(id, old).equals(vault.unseal(id, fresh));
    return sealedSame && before.spec().equals(now.spec());
  }

  /// Removes an entity.
  public void delete(Connection connection, Change change) throws SQLException {
    Place.Id id = change.id();
    Entity before = EntityRows.take(connection, id).orElseThrow(Problem::notFound);
    change.condition().check(Optional.of(before));
    Optional<String> user = EntityRows.user(connection, id);
    if (user.isPresent()) {
      throw Problem.conflict(
          "It cannot go while there is " + user.get() + ".", "Remove that first.");
    }
    EntityRows.delete(connection, before);
    if (id.kind().equals("users")) {
      Database.change(connection, "DELETE FROM token WHERE owner = ?", id.name());
    }
    keepAnAdministrator(connection, id);
  }

  /// Nobody could mend a server without one.
  private static void keepAnAdministrator(Connection connection, Place.Id id) throws SQLException {
    if (id.place().equals(Place.SERVER)
        && List.of("users", "groups", "bindings").contains(id.kind())) {
      // Two who each take away another last one do so one after the other.
      Database.first(connection, row -> true, "SELECT pg_advisory_xact_lock(7461002)");
      if (!EntityRows.hasAdministrator(connection)) {
        throw Problem.conflict(
            "After this nobody could administer the server.",
            "Give somebody else the role admin first.");
      }
    }
  }

  /// Returns what was sealed in an entity, for those who use it on behalf of its project.
  public Optional<String> sealed(Connection connection, Place.Id id, String key)
      throws SQLException {
    Optional<Entity> found = EntityRows.find(connection, id);
    @Nullable String sealed = found.map(Entity::content).map(Content::sealed).orElse(null);
    return sealed == null
        ? Optional.empty()
        : Optional.of(Json.text(Json.read(vault.unseal(id, sealed)), key));
  }
}
