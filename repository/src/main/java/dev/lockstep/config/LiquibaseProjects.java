package dev.lockstep.config;

import dev.lockstep.source.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the root changelogs of Liquibase projects.
record LiquibaseProjects(SourceFiles source, List<String> findings) {
  private static final Pattern CHANGELOG =
      Pattern.compile("<databaseChangeLog\\b|(?m)^databaseChangeLog\\s*:|\"databaseChangeLog\"");
  private static final Pattern FORMATTED_SQL =
      Pattern.compile("\\A\\uFEFF?\\s*--\\s*liquibase formatted sql", Pattern.CASE_INSENSITIVE);
  private static final Pattern INCLUDE =
      Pattern.compile(
          "\\b(file|path)\"?\\s*[=:]\\s*(?:\"([^\"\\n]+)\"|'([^'\\n]+)'|([^\"'\\s,}>]+))");
  private static final Map<String, String> OPTIONS =
      Map.of(
          "databaseChangeLogTableName", "databaseChangeLogTableName",
          "databaseChangeLogLockTableName", "databaseChangeLogLockTableName",
          "liquibaseSchemaName", "liquibaseSchemaName",
          "defaultSchemaName", "defaultSchemaName");

  List<FoundSchema> find() {
    Optional<FileEntry> file = source.nearestToRoot(List.of("liquibase.properties"));
    Optional<ToolSettings> settings = file.flatMap(source::text).map(ToolSettings::properties);
    Changelogs changelogs = changelogs();
    List<String> roots = new ArrayList<>();
    settings.map(one -> option(one, "changeLogFile")).flatMap(this::named).ifPresent(roots::add);
    if (roots.isEmpty()) {
      roots.addAll(changelogs.roots());
    }
    if (roots.isEmpty()) {
      return List.of();
    }
    if (file.isPresent() && settings.isPresent()) {
      tell(file.get().path(), settings.get());
    }
    List<FoundSchema> found = new ArrayList<>();
    for (String root : roots) {
      findings.add("Found the Liquibase changelog " + root + ".");
      found.add(
          schema(root, settings.orElse(ToolSettings.properties("")), changelogs.searchPath(root)));
    }
    return found;
  }

  private FoundSchema schema(String path, ToolSettings settings, List<String> searchPath) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    for (String key : OPTIONS.keySet().stream().sorted().toList()) {
      String value = option(settings, key);
      if (value != null) {
        options.put(key, value);
      }
    }
    if (!searchPath.isEmpty()) {
      options.put("searchPath", String.join(",", searchPath));
    }
    String url = option(settings, "url");
    String contexts = option(settings, "contexts");
    String byUrl = ConnectionHint.dialectOfUrl(url);
    return new FoundSchema(
        Naming.ofPath(SourceFiles.folder(path)),
        "liquibase",
        byUrl == null ? ConnectionHint.dialectOfFolder(path) : byUrl,
        null,
        List.of(path),
        options,
        ConnectionHint.usable(url),
        option(settings, "username"),
        contexts == null ? List.of() : List.of(contexts.split("\\s*,\\s*")),
        option(settings, "labels"));
  }

  private void tell(String path, ToolSettings settings) {
    findings.add("Took over what applies from " + path + ".");
    if (settings.heldCredentials()) {
      findings.add(
          path + " holds credentials; they were not copied, set the variables named below.");
    }
  }

  /// Returns the changelog that the settings name, wherever its search path lies.
  private Optional<String> named(@Nullable String name) {
    if (name == null) {
      return Optional.empty();
    }
    String bare = name.replaceFirst("^classpath:", "").replaceFirst("^(\\./|/)+", "");
    return source.files().stream()
        .map(FileEntry::path)
        .filter(path -> path.equals(bare) || path.endsWith("/" + bare))
        .min(java.util.Comparator.comparingInt(String::length));
  }

  private Changelogs changelogs() {
    List<String> changelogs = new ArrayList<>();
    List<String> scripts = new ArrayList<>();
    Set<String> included = new LinkedHashSet<>();
    for (FileEntry file : source.files()) {
      if (file.name().matches("(?i).*\\.(xml|ya?ml|json|sql)")) {
        String text = source.text(file).orElse("");
        if (file.name().toLowerCase(java.util.Locale.ROOT).endsWith(".sql")) {
          if (FORMATTED_SQL.matcher(text).find()) {
            scripts.add(file.path());
          }
        } else if (CHANGELOG.matcher(text).find()) {
          changelogs.add(file.path());
          included.addAll(includes(text));
        }
      }
    }
    return new Changelogs(changelogs, scripts, included);
  }

  private static Set<String> includes(String text) {
    Set<String> includes = new LinkedHashSet<>();
    Matcher include = INCLUDE.matcher(text);
    while (include.find()) {
      String given = include.group(2) == null ? include.group(3) : include.group(2);
      String name =
          (given == null ? include.group(4) : given)
              .replaceFirst("^classpath:", "")
              .replaceFirst("^(\\.{0,2}/)+", "");
      boolean folder = include.group(1).equals("path") && !name.matches(".*\\.[A-Za-z]{3,4}");
      includes.add(folder ? name.replaceFirst("/*$", "/") : name);
    }
    return includes;
  }

  private static @Nullable String option(ToolSettings settings, String key) {
    String dashed = "liquibase.command." + key;
    for (String name : List.of(key, "liquibase." + key, dashed, kebab(key))) {
      String value = settings.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static String kebab(String key) {
    return key.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
