package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.TreeFiles;
import dev.lockstep.engines.liquibase.bridge.TreeFiles.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lists the formatted SQL files of a changelog: itself, or what an XML or YAML changelog that does
/// nothing else includes.
final class Includes {
  private final TreeFiles files;
  private final List<String> found = new ArrayList<>();

  private Includes(TreeFiles files) {
    this.files = files;
  }

  /// Returns the paths of the files as changelogs write them, in the order they run.
  static List<String> of(String changelog, TreeFiles files) {
    CleanPath.require(changelog);
    if (changelog.endsWith(".sql")) {
      return List.of(changelog);
    }
    Includes includes = new Includes(files);
    String text = Utf8File.text(changelog, files);
    String folder = changelog.substring(0, changelog.lastIndexOf('/') + 1);
    List<Include> all =
        switch (changelog.substring(changelog.lastIndexOf('.') + 1)) {
          case "xml" -> XmlIncludes.read(text);
          case "yaml", "yml" -> YamlIncludes.read(text);
          default -> throw new NotOurs("another kind of changelog");
        };
    all.forEach(include -> includes.add(include, folder));
    Set<String> distinct = new HashSet<>(includes.found);
    if (distinct.size() < includes.found.size()) {
      throw new NotOurs("a file included twice");
    }
    return includes.found;
  }

  private void add(Include include, String folder) {
    String path = include.relative() ? folder + include.path() : include.path();
    if (!include.all()) {
      found.add(CleanPath.require(path));
      return;
    }
    String clean = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<Found> in = files.search(CleanPath.require(clean) + "/");
    if (in.isEmpty() || in.stream().anyMatch(file -> file.logical().contains("WEB-INF"))) {
      throw new NotOurs("an uncommon folder");
    }
    in.stream()
        .map(Found::logical)
        .sorted(Comparator.naturalOrder())
        .forEach(file -> found.add(CleanPath.require(file)));
  }

  /// Is one element that names a file, or a folder of files.
  ///
  /// @param relative to the changelog that includes it
  record Include(String path, boolean all, boolean relative) {}
}
