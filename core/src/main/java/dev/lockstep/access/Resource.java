package dev.lockstep.access;

import java.util.List;
import java.util.stream.Stream;

/// Is a place: the whole server, an organisation, a project, an environment of it, an instance.
///
/// *Shape*: a path of names from the outside in, at most four; the empty one is the whole server.
public record Resource(List<String> path) {
  /// The whole server.
  public static final Resource SERVER = new Resource(List.of());

  private static final int DEEPEST = 4;

  public Resource {
    path = List.copyOf(path);
    if (path.size() > DEEPEST || path.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("this is no place: " + path);
    }
  }

  public static Resource organisation(String organisation) {
    return new Resource(List.of(organisation));
  }

  public static Resource project(String organisation, String project) {
    return new Resource(List.of(organisation, project));
  }

  /// Returns a place in this one.
  public Resource within(String name) {
    return new Resource(Stream.concat(path.stream(), Stream.of(name)).toList());
  }

  /// Tells whether another place is this one or lies in it.
  public boolean covers(Resource other) {
    return other.path.size() >= path.size() && other.path.subList(0, path.size()).equals(path);
  }
}
