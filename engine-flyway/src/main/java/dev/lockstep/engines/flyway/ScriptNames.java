package dev.lockstep.engines.flyway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads file names the way Flyway does.
///
/// *Source*: flyway-core 13.12; the undo prefix, which the community library does not know, is read
/// like the prefix of a versioned migration.
final class ScriptNames {
  private static final List<String> PROGRAMS =
      List.of(".cmd", ".bat", ".ps1", ".py", ".sh", ".bash");

  /// Endings of files that rightly stand beside scripts: their settings, and Java migrations.
  private static final Set<String> NEIGHBOURS =
      Set.of(".conf", ".java", ".class", ".kt", ".groovy", ".scala");

  private record Prefix(String text, @Nullable ScriptKind kind, @Nullable CallbackEvent event) {
    boolean versioned() {
      return kind != null && kind != ScriptKind.REPEATABLE;
    }
  }

  private final Naming naming;
  private final List<Prefix> prefixes;

  ScriptNames(Naming naming) {
    this.naming = naming;
    List<Prefix> all = new ArrayList<>();
    all.add(new Prefix(naming.versioned(), ScriptKind.VERSIONED, null));
    all.add(new Prefix(naming.repeatable(), ScriptKind.REPEATABLE, null));
    for (CallbackEvent event : CallbackEvent.values()) {
      all.add(new Prefix(event.id(), null, event));
    }
    all.add(new Prefix(naming.baseline(), ScriptKind.BASELINE, null));
    all.add(new Prefix(naming.undo(), ScriptKind.UNDO, null));
    // The longest prefix that fits wins; the sort is stable, so the order above breaks ties.
    all.sort(Comparator.comparingInt((Prefix prefix) -> -prefix.text().length()));
    prefixes = List.copyOf(all);
  }

  /// Reads the name of a file with a migration suffix; empty for any other file.
  Optional<ScriptName> read(String fileName) {
    return suffix(fileName, naming.suffixes()).map(suffix -> parse(fileName, suffix));
  }

  /// Tells whether a file is one of Flyway's script migrations, which are programs and no SQL.
  boolean isProgram(String fileName) {
    return suffix(fileName, PROGRAMS)
        .filter(suffix -> parse(fileName, suffix) instanceof ScriptName.Migrating)
        .isPresent();
  }

  /// Tells whether a file is named like a migration up to its ending, which is none of a migration.
  boolean hasWrongEnding(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = dot < 0 ? "" : fileName.substring(dot);
    return !NEIGHBOURS.contains(ending)
        && fileName.contains(naming.separator())
        && parse(fileName, ending) instanceof ScriptName.Migrating migrating
        && migrating.version() != null;
  }

  private static Optional<String> suffix(String fileName, List<String> suffixes) {
    return suffixes.stream().filter(suffix -> endsWith(fileName, suffix)).findFirst();
  }

  private static boolean endsWith(String fileName, String suffix) {
    int start = fileName.length() - suffix.length();
    return fileName.regionMatches(true, start, suffix, 0, suffix.length());
  }

  private ScriptName parse(String fileName, String suffix) {
    String stem = fileName.substring(0, fileName.length() - suffix.length());
    for (Prefix prefix : prefixes) {
      if (stem.startsWith(prefix.text())) {
        return parse(prefix, stem.substring(prefix.text().length()), fileName);
      }
    }
    return new ScriptName.Wrong(
        "its name starts with none of the prefixes "
            + String.join(
                ", ", naming.versioned(), naming.repeatable(), naming.undo(), naming.baseline()));
  }

  private ScriptName parse(Prefix prefix, String rest, String fileName) {
    int at = rest.indexOf(naming.separator());
    String version = at < 0 ? rest : rest.substring(0, at);
    String described = at < 0 ? "" : rest.substring(at + naming.separator().length());
    String description = described.replace('_', ' ');
    CallbackEvent event = prefix.event();
    ScriptKind kind = prefix.kind();
    if (!prefix.versioned() && !version.isEmpty()) {
      return new ScriptName.Wrong(
          "a %s has no version: name it %s%s%s"
              .formatted(
                  event == null ? "repeatable migration" : "callback",
                  prefix.text(),
                  naming.separator(),
                  description.isEmpty() ? "description" : described));
    }
    if (event != null) {
      return new ScriptName.Calling(event, description, fileName);
    }
    if (kind == null || kind == ScriptKind.REPEATABLE) {
      return new ScriptName.Migrating(ScriptKind.REPEATABLE, null, description, fileName);
    }
    Optional<FlywayVersion> parsed = FlywayVersion.parse(version);
    if (parsed.isEmpty()) {
      return new ScriptName.Wrong(
          version.isEmpty()
              ? "it has no version between %s and %s".formatted(prefix.text(), naming.separator())
              : at < 0 && Character.isDigit(version.charAt(0))
                  ? "there is no %s behind its version".formatted(naming.separator())
                  : "\"%s\" is no version (numbers separated by dots or underscores)"
                      .formatted(version));
    }
    return new ScriptName.Migrating(kind, parsed.get(), description, fileName);
  }
}
