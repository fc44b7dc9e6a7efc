package dev.lockstep.server.entity;

import dev.lockstep.access.Action;
import dev.lockstep.access.Resource;
import dev.lockstep.config.CheckedText;
import dev.lockstep.error.Fault;
import dev.lockstep.server.store.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Is a kind of entity.
///
/// @param name as it stands in addresses, in the plural
/// @param levels where its entities are declared
/// @param write what one must be allowed to change one
/// @param schema that a specification is held against, as JSON
/// @param form is that schema, ready for use
/// @param sealed keys that may be written but are never shown
/// @param filters keys of the specification that lists can be asked by
/// @param check finds what the schema cannot know
public record Kind(
    String name,
    Set<Level> levels,
    Action write,
    String schema,
    CheckedText form,
    List<String> sealed,
    List<String> filters,
    Check check) {
  public Kind {
    levels = Set.copyOf(levels);
    sealed = List.copyOf(sealed);
    filters = List.copyOf(filters);
  }

  /// Says where entities are declared.
  public enum Level {
    SERVER,
    ORGANISATION,
    PROJECT
  }

  /// Finds what is wrong with a specification beyond its form.
  public interface Check {
    Check NONE = (_, _, _) -> List.of();

    /// Returns everything that is wrong, in sentences.
    List<String> faults(Connection connection, Place.Id id, JsonNode spec) throws SQLException;
  }

  Kind checkedBy(Check other) {
    return new Kind(name, levels, write, schema, form, sealed, filters, other);
  }

  Kind withFilters(String... keys) {
    return new Kind(name, levels, write, schema, form, sealed, List.of(keys), check);
  }

  Kind sealing(String... keys) {
    return new Kind(name, levels, write, schema, form, List.of(keys), filters, check);
  }

  /// Tells whether its entities are places that others are declared in.
  public boolean isPlace() {
    return name.equals(Kinds.ORGANISATIONS) || name.equals(Kinds.PROJECTS);
  }

  /// Returns the place that an entity is, or is declared in.
  public Resource resource(Place place, String entity) {
    return isPlace() ? place.resource().within(entity) : place.resource();
  }

  /// Returns everything that is wrong with the form of a specification.
  List<String> faults(JsonNode spec) {
    return form.faults("The specification", Json.write(spec)).stream().map(Kind::sentence).toList();
  }

  private static String sentence(Fault fault) {
    String nextStep = fault.nextStep();
    return nextStep == null ? fault.message() : fault.message() + " " + nextStep;
  }
}
