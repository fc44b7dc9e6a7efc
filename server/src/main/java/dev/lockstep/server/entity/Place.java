package dev.lockstep.server.entity;

import dev.lockstep.access.Resource;

/// Is where an entity is declared: the server, an organisation, a project.
///
/// @param organisation empty for the server
/// @param project empty for the organisation or the server
public record Place(String organisation, String project) {
  public static final Place SERVER = new Place("", "");

  /// Names an entity.
  public record Id(Place place, String kind, String name) {}

  public Id entity(String kind, String name) {
    return new Id(this, kind, name);
  }

  /// Returns what one must be allowed something at.
  public Resource resource() {
    if (organisation.isEmpty()) {
      return Resource.SERVER;
    }
    return project.isEmpty()
        ? Resource.organisation(organisation)
        : Resource.project(organisation, project);
  }
}
