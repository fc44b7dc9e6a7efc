package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.LeftOut;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Finds a schema's scripts, reads their names, settings and checksums.
///
/// *Errors*: whatever is wrong with a single file becomes a fault that names it; reading goes on.
final class ProjectReader {
  private final FileTree files;
  private final Settings settings;
  private final Placeholders placeholders;
  private final ScriptCache cache;
  private final List<Fault> faults;
  private final ScriptNames names;
  private final List<Resolved> migrations = new ArrayList<>();
  private final List<Resolved> undos = new ArrayList<>();
  private final List<ProjectFiles.Callback> callbacks = new ArrayList<>();
  private final List<Fault> wrong = new ArrayList<>();

  ProjectReader(
      FileTree files,
      Settings settings,
      Placeholders placeholders,
      ScriptCache cache,
      List<Fault> faults) {
    this.files = files;
    this.settings = settings;
    this.placeholders = placeholders;
    this.cache = cache;
    this.faults = faults;
    this.names = new ScriptNames(settings.naming());
  }

  /// Reads all folders.
  ///
  /// @param java Java migrations, found elsewhere
  ProjectFiles read(List<Resolved> java) {
    boolean empty = true;
    for (String folder : folders()) {
      empty &= readFolder(folder) == 0;
    }
    if (empty && java.isEmpty() && !settings.rules().failOnMissingLocations()) {
      // Flyway only warns about one empty location; a history without any file is a slip of the
      // pen.
      settings.folders().forEach(this::missing);
    }
    migrations.addAll(java);
    migrations.sort(ORDER);
    refuseDuplicates(migrations);
    undos.sort(ORDER);
    refuseDuplicates(undos);
    SequencedMap<FlywayVersion, Resolved> byVersion = new LinkedHashMap<>();
    for (Resolved undo : undos) {
      FlywayVersion version = undo.version();
      if (version != null) {
        byVersion.putIfAbsent(version, undo);
      }
    }
    return new ProjectFiles(withoutDuplicates(migrations), byVersion, callbacks, wrong);
  }

  /// Versioned before repeatable ones, by version and by description; a baseline migration behind
  /// the versioned one of the same version.
  static final Comparator<Resolved> ORDER =
      Comparator.comparing(Resolved::repeatable)
          .thenComparing(Resolved::version, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Resolved::baseline)
          .thenComparing(
              Comparator.comparing((Resolved each) -> each.repeatable() ? each.description() : ""))
          .thenComparing(Resolved::path);

  // A folder inside another one would bring its scripts in twice; Flyway drops it as well.
  private List<String> folders() {
    return settings.folders().stream()
        .filter(folder ->
            settings.folders().stream()
                .noneMatch(other ->
                    !other.equals(folder) && (other.isEmpty() || folder.startsWith(other + "/"))))
        .toList();
  }

  private void missing(String folder) {
    faults.add(
        new Fault(
            "missing-location",
            folder,
            0,
            0,
            "the folder does not exist or holds no files",
            "correct the schema's location in lockstep.yaml"));
  }

  /// Reads a folder and returns how many files it holds.
  private int readFolder(String folder) {
    FileTree.Listing listing = files.listing(folder);
    List<FileEntry> entries = listing.files();
    if (entries.isEmpty() && settings.rules().failOnMissingLocations()) {
      missing(folder);
    }
    listing.leftOut().forEach(this::refuseLeftOut);
    Map<String, FileEntry> byPath = new HashMap<>();
    entries.forEach(entry -> byPath.put(entry.path(), entry));
    for (FileEntry entry : entries) {
      if (!hidden(Folders.relative(folder, entry.path()))) {
        read(folder, entry, byPath.get(entry.path() + ".conf"));
      } else if (names.read(entry.name()).isPresent()) {
        wrong.add(
            new Fault(
                "hidden-script",
                entry.path(),
                0,
                0,
                "this file does not run: Flyway passes over folders whose name starts with a dot",
                "rename the folder, or move it out of the location"));
      }
    }
    return entries.size();
  }

  /// Refuses what is named like a script and cannot be read: a plan without it would look complete.
  private void refuseLeftOut(LeftOut leftOut) {
    String name = Folders.relative(Folders.parent(leftOut.path()), leftOut.path());
    if (names.read(name).isPresent()) {
      faults.add(
          new Fault(
              "unreadable-script",
              leftOut.path(),
              0,
              0,
              "it " + leftOut.reason() + " and is not read",
              "put the script itself there, or take it out of the location"));
    }
  }

  // Flyway skips folders whose name starts with a dot, at any depth.
  private static boolean hidden(String relative) {
    String folder = Folders.parent(relative);
    return folder.startsWith(".") || folder.contains("/.");
  }

  private void read(String folder, FileEntry entry, @Nullable FileEntry conf) {
    ScriptName name = names.read(entry.name()).orElse(null);
    if (name == null) {
      judgeOther(entry);
      return;
    }
    switch (name) {
      case ScriptName.Wrong problem -> wrong(entry, problem);
      case ScriptName.Calling call -> {
        if (!settings.rules().skipCallbacks()) {
          ScriptSettings own = scriptSettings(conf);
          callbacks.add(
              new ProjectFiles.Callback(
                  call.event(),
                  new Resolved(
                      ScriptKind.REPEATABLE,
                      null,
                      call.description(),
                      Folders.relative(folder, entry.path()),
                      null,
                      null,
                      new Resolved.SqlFile(entry, call.fileName(), own))));
        }
      }
      case ScriptName.Migrating migrating -> {
        Resolved resolved = resolve(folder, entry, migrating, scriptSettings(conf));
        (migrating.kind() == ScriptKind.UNDO ? undos : migrations).add(resolved);
      }
    }
  }

  private void wrong(FileEntry entry, ScriptName.Wrong problem) {
    boolean refused = settings.rules().validateNaming();
    (refused ? faults : wrong)
        .add(
            new Fault(
                "wrong-name",
                entry.path(),
                0,
                0,
                "this file is no migration: " + problem.reason(),
                refused
                    ? "rename it, or set validateMigrationNaming to false to pass over such files"
                    : "rename it, or move it out of the location"));
  }

  private void judgeOther(FileEntry entry) {
    if (names.isProgram(entry.name())) {
      faults.add(
          new Fault(
              "script-migration",
              entry.path(),
              0,
              0,
              "this migration is a program, and Lockstep runs no programs from a repository",
              "write it as SQL or Java, or deploy this schema with Flyway itself"));
    } else if (names.hasWrongEnding(entry.name())) {
      // Never a fault, because Flyway does not look at such files at all.
      wrong.add(
          new Fault(
              "wrong-ending",
              entry.path(),
              0,
              0,
              "this file is no migration: its name does not end with "
                  + String.join(" or ", settings.naming().suffixes()),
              "rename it, or move it out of the location"));
    }
  }

  private Resolved resolve(
      String folder, FileEntry entry, ScriptName.Migrating name, ScriptSettings own) {
    Integer plain = null;
    Integer checksum = null;
    try {
      plain = cache.checksum(files, entry, own.encoding());
      checksum = plain;
      if (name.kind() == ScriptKind.REPEATABLE && replaces(own)) {
        checksum = replacedChecksum(entry, name.fileName(), own.encoding());
      }
    } catch (LockstepException e) {
      unreadable(e, entry.path());
    }
    return new Resolved(
        name.kind(),
        name.version(),
        name.description(),
        Folders.relative(folder, entry.path()),
        checksum,
        name.kind() == ScriptKind.REPEATABLE ? plain : null,
        new Resolved.SqlFile(entry, name.fileName(), own));
  }

  private boolean replaces(ScriptSettings own) {
    Boolean wanted = own.placeholderReplacement();
    return wanted == null ? settings.substitution().enabled() : wanted;
  }

  private @Nullable Integer replacedChecksum(FileEntry entry, String fileName, Charset encoding) {
    String text = cache.text(files, entry, encoding);
    if (!text.contains(settings.substitution().prefix())) {
      return cache.checksum(files, entry, encoding);
    }
    Placeholders.Replaced replaced =
        placeholders
            .with("flyway" + settings.substitution().separator() + "filename", fileName)
            .replace(text);
    if (!replaced.undefined().isEmpty()) {
      faults.addAll(Scripts.undefined(replaced, entry.path()));
      return null;
    }
    return Checksum.of(replaced.text());
  }

  // Only what is wrong with the file itself is a fault among others; a file tree that fails or a
  // file beyond the limit ends the request.
  private void unreadable(LockstepException e, String path) {
    if (e.code() != ErrorCode.CHANGE_FILE) {
      throw e;
    }
    faults.add(new Fault("unreadable-file", path, 0, 0, e.getMessage(), e.nextStep()));
  }

  private ScriptSettings scriptSettings(@Nullable FileEntry conf) {
    Charset encoding = settings.encoding();
    Boolean inTransaction = null;
    Boolean replacement = null;
    if (conf == null) {
      return new ScriptSettings(encoding, inTransaction, replacement);
    }
    for (Option option : readConf(conf)) {
      switch (option.key()) {
        case "executeInTransaction" -> inTransaction = flag(option);
        case "placeholderReplacement" -> replacement = flag(option);
        case "encoding" -> encoding = charset(option, encoding);
        case "shouldExecute" ->
            fault(
                option,
                "option-not-supported",
                "shouldExecute is evaluated by paid editions of Flyway only, and not by Lockstep",
                "remove the line, and decide by targets or separate locations what runs where");
        default ->
            fault(
                option,
                "unknown-option",
                "\"%s\" is no setting of a script".formatted(option.key()),
                "a script knows executeInTransaction, placeholderReplacement and encoding");
      }
    }
    return new ScriptSettings(encoding, inTransaction, replacement);
  }

  private List<Option> readConf(FileEntry conf) {
    try {
      String text = cache.text(files, conf, settings.encoding());
      if (settings.substitution().enabled() && text.contains(settings.substitution().prefix())) {
        Placeholders.Replaced replaced = placeholders.replace(text);
        faults.addAll(Scripts.undefined(replaced, conf.path()));
        text = replaced.text();
      }
      return ConfFile.read(text, conf.path());
    } catch (LockstepException e) {
      unreadable(e, conf.path());
      return List.of();
    }
  }

  private @Nullable Boolean flag(Option option) {
    if (option.value().equalsIgnoreCase("true") || option.value().equalsIgnoreCase("false")) {
      return option.value().equalsIgnoreCase("true");
    }
    fault(option, "invalid-option", "%s must be true or false".formatted(option.key()), null);
    return null;
  }

  private Charset charset(Option option, Charset otherwise) {
    try {
      return Charset.forName(option.value());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      fault(
          option,
          "invalid-option",
          "\"%s\" is no encoding that Java knows".formatted(option.value()),
          null);
      return otherwise;
    }
  }

  private void fault(Option option, String rule, String message, @Nullable String nextStep) {
    faults.add(new Fault(rule, option.file(), option.line(), 0, message, nextStep));
  }

  private void refuseDuplicates(List<Resolved> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      Resolved first = sorted.get(i - 1);
      Resolved second = sorted.get(i);
      if (same(first, second)) {
        FlywayVersion version = second.version();
        faults.add(
            new Fault(
                "duplicate-migration",
                second.path(),
                0,
                0,
                version == null
                    ? "the repeatable migration \"%s\" exists twice, the other is %s"
                        .formatted(second.description(), first.path())
                    : "version %s exists twice, the other is %s"
                        .formatted(version.text(), first.path()),
                "rename one of them"));
      }
    }
  }

  private static List<Resolved> withoutDuplicates(List<Resolved> sorted) {
    List<Resolved> kept = new ArrayList<>();
    for (Resolved each : sorted) {
      if (kept.isEmpty() || !same(kept.getLast(), each)) {
        kept.add(each);
      }
    }
    return kept;
  }

  private static boolean same(Resolved a, Resolved b) {
    FlywayVersion version = a.version();
    if (version == null || b.version() == null) {
      return version == null && b.version() == null && a.description().equals(b.description());
    }
    return a.baseline() == b.baseline() && version.equals(b.version());
  }
}
