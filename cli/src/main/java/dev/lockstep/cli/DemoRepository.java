package dev.lockstep.cli;

import dev.lockstep.git.NewRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds the small shop's repository, commit by commit, from the files that come with the tool.
final class DemoRepository {
  private DemoRepository() {}

  /// Creates the repository.
  ///
  /// @param values stand for `@NAME@` in the files
  static void create(Path folder, Map<String, String> values) {
    List<NewRepository.Entry> history = new ArrayList<>();
    for (String line : text("commits.txt").split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        history.add(entry(line, values));
      }
    }
    NewRepository.create(folder, history);
  }

  private static NewRepository.Entry entry(String line, Map<String, String> values) {
    List<String> parts = List.of(line.split(" \\| ", -1));
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : parts.get(3).split(" ", -1)) {
      files.put(file, filled(file, values).getBytes(StandardCharsets.UTF_8));
    }
    return new NewRepository.Entry(Instant.parse(parts.get(0)), parts.get(1), parts.get(2), files);
  }

  /// Writes what is declared at the demo's server into a folder.
  static void write(Path folder, List<String> files, Map<String, String> values)
      throws IOException {
    Files.createDirectories(folder);
    for (String file : files) {
      Files.writeString(folder.resolve(file), filled("declared/" + file, values));
    }
  }

  private static String filled(String file, Map<String, String> values) {
    String content = text(file);
    for (Map.Entry<String, String> value : values.entrySet()) {
      content = content.replace("@" + value.getKey() + "@", value.getValue());
    }
    return content;
  }

  private static String text(String path) {
    try (InputStream stream = DemoRepository.class.getResourceAsStream("demo/" + path)) {
      if (stream == null) {
        throw new IllegalStateException("the demo lacks " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
