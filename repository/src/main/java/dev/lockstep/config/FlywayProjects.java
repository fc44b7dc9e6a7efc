package dev.lockstep.config;

import dev.lockstep.source.FileEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the folders of Flyway migrations.
record FlywayProjects(SourceFiles source, List<String> findings) {
  private static final Pattern SCRIPT = Pattern.compile("(?:[VB]([0-9][0-9._]*)|R)__[^/]*\\.sql");

  List<FoundSchema> find() {
    Map<String, Set<String>> folders = merged(scriptFolders());
    List<FoundSchema> found = new ArrayList<>();
    for (Map.Entry<String, Set<String>> folder : folders.entrySet()) {
      String path = folder.getKey();
      int scripts = folder.getValue().size();
      findings.add(
          "Found %d Flyway migration%s in %s."
              .formatted(scripts, scripts == 1 ? "" : "s", path.isEmpty() ? "the root" : path));
      found.add(schema(path));
    }
    return found;
  }

  private FoundSchema schema(String path) {
    Optional<FileEntry> file = source.nearestToRoot(List.of("flyway.toml", "flyway.conf"));
    Optional<ToolSettings> settings = file.flatMap(this::settings);
    SequencedMap<String, String> options = new LinkedHashMap<>();
    file.ifPresent(found -> {
      String folder = SourceFiles.folder(found.path());
      boolean findsItself = folder.isEmpty() || (path + "/").startsWith(folder + "/");
      if (!findsItself) {
        options.put("configFiles", found.path());
      }
      tell(found.path(), settings);
    });
    String url = settings.map(FlywayProjects::url).orElse(null);
    String byFolder = ConnectionHint.dialectOfFolder(path);
    return new FoundSchema(
        Naming.ofPath(path),
        "flyway",
        byFolder == null ? ConnectionHint.dialectOfUrl(url) : byFolder,
        null,
        List.of(path.isEmpty() ? "." : path),
        options,
        byFolder == null || byFolder.equals(ConnectionHint.dialectOfUrl(url))
            ? ConnectionHint.usable(url)
            : null,
        settings.map(FlywayProjects::user).orElse(null),
        List.of(),
        null);
  }

  private void tell(String path, Optional<ToolSettings> settings) {
    String words = "Flyway's settings stay in " + path + "; Lockstep reads them there.";
    if (!findings.contains(words)) {
      findings.add(words);
      if (settings.map(ToolSettings::heldCredentials).orElse(false)) {
        findings.add(
            path + " holds credentials; they were not copied, set the variables named below.");
      }
    }
  }

  private Optional<ToolSettings> settings(FileEntry file) {
    return source
        .text(file)
        .map(text ->
            file.name().endsWith(".toml")
                ? ToolSettings.toml(text)
                : ToolSettings.properties(text));
  }

  private static @Nullable String url(ToolSettings settings) {
    return first(settings, "url");
  }

  private static @Nullable String user(ToolSettings settings) {
    return first(settings, "user");
  }

  private static @Nullable String first(ToolSettings settings, String key) {
    String environment = settings.get("flyway.environment");
    String direct = settings.get("flyway." + key);
    return direct == null
        ? settings.get(
            "environments." + (environment == null ? "default" : environment) + "." + key)
        : direct;
  }

  /// Returns the names of scripts by the folder that holds them.
  private Map<String, Set<String>> scriptFolders() {
    Map<String, Set<String>> folders = new TreeMap<>();
    for (FileEntry file : source.files()) {
      if (SCRIPT.matcher(file.name()).matches()) {
        folders
            .computeIfAbsent(SourceFiles.folder(file.path()), _ -> new HashSet<>())
            .add(file.name());
      }
    }
    return folders;
  }

  /// Joins folders that Flyway would read as one: those below another, and neighbours without a
  /// version in common. Folders of different products stay apart.
  private static Map<String, Set<String>> merged(Map<String, Set<String>> folders) {
    Map<String, Set<String>> below = new TreeMap<>();
    for (Map.Entry<String, Set<String>> folder : folders.entrySet()) {
      String home =
          below.keySet().stream()
              .filter(other -> other.isEmpty() || folder.getKey().startsWith(other + "/"))
              .findFirst()
              .orElse(folder.getKey());
      below.computeIfAbsent(home, _ -> new HashSet<>()).addAll(folder.getValue());
    }
    Map<String, Set<String>> joined = new TreeMap<>();
    for (Map.Entry<String, Set<String>> folder : below.entrySet()) {
      String parent = SourceFiles.folder(folder.getKey());
      List<String> neighbours =
          below.keySet().stream()
              .filter(other -> !other.isEmpty() && SourceFiles.folder(other).equals(parent))
              .toList();
      boolean together =
          neighbours.size() > 1 && !parent.isEmpty() && areOneHistory(neighbours, below);
      joined
          .computeIfAbsent(together ? parent : folder.getKey(), _ -> new HashSet<>())
          .addAll(folder.getValue());
    }
    return joined;
  }

  private static boolean areOneHistory(List<String> folders, Map<String, Set<String>> scripts) {
    Set<String> versions = new HashSet<>();
    for (String folder : folders) {
      if (ConnectionHint.dialectOfFolder(SourceFiles.folder(folder)) == null
          && ConnectionHint.dialectOfFolder(folder) != null) {
        return false;
      }
      for (String script : scripts.getOrDefault(folder, Set.of())) {
        Matcher matcher = SCRIPT.matcher(script);
        boolean versioned = matcher.matches() && matcher.group(1) != null;
        if (!versions.add(versioned ? matcher.group(1) : script)) {
          return false;
        }
      }
    }
    return true;
  }
}
