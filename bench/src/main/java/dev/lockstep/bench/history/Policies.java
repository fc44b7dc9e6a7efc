package dev.lockstep.bench.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Writes policies to ask and what to ask them about.
public final class Policies {
  private Policies() {}

  /// Writes the index naming rule as Harness published it, with an index that breaks it.
  ///
  /// @return the folder with the policy; the input lies beside it as `input.json`
  public static Path naming(Path folder) throws IOException {
    Path policies = Files.createDirectories(folder.resolve("policies"));
    for (String name : List.of("policies/naming.rego", "input.json")) {
      try (InputStream resource =
          Policies.class.getResourceAsStream(name.substring(name.indexOf('/') + 1))) {
        if (resource == null) {
          throw new IllegalStateException("There is no " + name);
        }
        Files.write(folder.resolve(name), resource.readAllBytes());
      }
    }
    return policies;
  }

  /// Writes so many policies: those that come with Lockstep, again and again in packages of their
  /// own.
  ///
  /// @param library the folder of those
  public static Path many(Path folder, Path library, int count) throws IOException {
    Files.createDirectories(folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(library)) {
      files =
          all.filter(file -> file.toString().endsWith(".rego"))
              .filter(file -> !file.toString().endsWith("_test.rego"))
              .sorted()
              .toList();
    }
    for (int i = 0; i < count; i++) {
      int round = i / files.size();
      Path file = files.get(i % files.size());
      Files.writeString(
          folder.resolve("%02d_%s".formatted(round, file.getFileName())),
          Files.readString(file)
              .replace("package lockstep.library.", "package lockstep.round%d.".formatted(round)));
    }
    return folder;
  }
}
