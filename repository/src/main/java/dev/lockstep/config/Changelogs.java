package dev.lockstep.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Holds the Liquibase changelogs of a repository.
///
/// @param files those in XML, YAML and JSON, by their path in the repository
/// @param scripts those in formatted SQL
/// @param included the names that they include, as written; folders end with a slash
record Changelogs(List<String> files, List<String> scripts, Set<String> included) {
  private static final List<String> ROOTS = List.of("src/main/resources/", "resources/");

  /// Returns the changelogs that no other one includes.
  List<String> roots() {
    boolean onlyScript = files.isEmpty() && scripts.size() == 1;
    return onlyScript
        ? scripts
        : files.stream()
            .filter(path -> included.stream().noneMatch(name -> hits(name, path)))
            .toList();
  }

  /// Returns the folders that the names in a changelog are usually relative to: its own module's,
  /// and those of modules that hold what is included by a name that its own module does not know.
  List<String> searchPath(String root) {
    Optional<String> own = searchRoot(root);
    if (own.isEmpty()) {
      return List.of();
    }
    Stream<String> others =
        included.stream()
            .filter(name -> !files.contains(own.get() + "/" + name))
            .flatMap(this::homes);
    return Stream.concat(own.stream(), others).distinct().toList();
  }

  /// Returns the resource folders that hold a file of this name.
  private Stream<String> homes(String name) {
    return files.stream()
        .filter(file -> file.endsWith("/" + name))
        .flatMap(file -> searchRoot(file).stream())
        .filter(root -> files.contains(root + "/" + name));
  }

  private static boolean hits(String include, String path) {
    return include.endsWith("/")
        ? ("/" + path).contains("/" + include)
        : path.equals(include) || path.endsWith("/" + include);
  }

  private static Optional<String> searchRoot(String path) {
    for (String root : ROOTS) {
      int at = ("/" + path).indexOf("/" + root);
      if (at >= 0) {
        return Optional.of(path.substring(0, at + root.length() - 1));
      }
    }
    return Optional.empty();
  }
}
