package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.Migrations;
import dev.lockstep.bench.measure.CommandTimer.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Is squawk, another reviewer of PostgreSQL's migrations, as npm has it.
///
/// @param program the executable itself, without the script around it that starts Node.js
public record Squawk(Path program) {
  public static final String VERSION = "2.66.0";

  private static final String PACKAGE = "@squawk-cli/linux-x64";

  /// Fetches it through npm, once.
  public static Squawk fetch(Downloads downloads) throws IOException {
    Path folder = downloads.npm("squawk-" + VERSION, PACKAGE + "@" + VERSION);
    Path program = folder.resolve("node_modules").resolve(PACKAGE).resolve("bin/squawk");
    if (!Files.isExecutable(program)) {
      throw new IOException("npm left no " + program);
    }
    return new Squawk(program);
  }

  /// Returns the review of files; that it finds something is no failure here.
  public Command review(Path folder, Migrations migrations) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "\"$@\" || [ $? = 1 ]", "sh"));
    words.add(program.toString());
    migrations.files().forEach(file -> words.add(file.toString()));
    return new Command(folder, words, Map.of());
  }
}
