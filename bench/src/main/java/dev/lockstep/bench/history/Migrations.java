package dev.lockstep.bench.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes files of migrations as projects have them, for readers of SQL rather than for databases.
///
/// *Shape*: each file holds several changes of some tables, in the order of the patterns in
/// `lint-DIALECT.sql`, about 5,000 characters in all.
///
/// @param files in the order of their numbers
public record Migrations(Path folder, List<Path> files) {
  private static final int LENGTH = 5000;

  public Migrations {
    files = List.copyOf(files);
  }

  /// @param dialect `postgresql` or `mysql`
  public static Migrations write(Path folder, String dialect, int count) throws IOException {
    List<String> patterns = patterns(dialect);
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    int change = 0;
    for (int number = 1; number <= count; number++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < LENGTH - 400) {
        int region = change / patterns.size() + 1;
        text.append(
                patterns
                    .get(change % patterns.size())
                    .replace("{n}", String.valueOf(region))
                    .replace("{p}", String.valueOf(region - 1)))
            .append('\n');
        change++;
      }
      files.add(Files.writeString(folder.resolve("V%d__change.sql".formatted(number)), text));
    }
    return new Migrations(folder, files);
  }

  private static List<String> patterns(String dialect) throws IOException {
    try (InputStream resource =
        Migrations.class.getResourceAsStream("lint-%s.sql".formatted(dialect))) {
      if (resource == null) {
        throw new IllegalArgumentException("There are no migrations for " + dialect + ".");
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.split("--;;\n", -1));
    }
  }
}
