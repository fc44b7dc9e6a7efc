package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.bridge.TreePaths;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.ChangeLogParseException;
import org.jspecify.annotations.Nullable;

/// Follows one reading of a changelog through its includes, so that a changelog that includes
/// itself ends in one sentence and not in an overflow.
final class Reading {
  private static final int DEEPEST_INCLUDE = 100;
  private static final int MOST_READINGS_OF_ONE_FILE = 100;

  private final TreeAccessor accessor;
  private final LiquibaseOptions options;
  private final Deque<String> including = new ArrayDeque<>();
  private final Map<String, Integer> readings = new HashMap<>();
  private final Map<String, Map<String, Deque<Integer>>> lines = new HashMap<>();
  private final Map<String, Map<String, Integer>> firstLines = new HashMap<>();
  private final IdentityHashMap<ChangeSet, String> ownPaths = new IdentityHashMap<>();

  Reading(TreeAccessor accessor, LiquibaseOptions options) {
    this.accessor = accessor;
    this.options = options;
  }

  /// Has Liquibase parse one changelog file after a look over it.
  ///
  /// *Errors*: told with the file and, where it is known, the line.
  @Nullable DatabaseChangeLog parse(String logical, Format format, Parser parser) {
    enter(logical, format);
    try {
      DatabaseChangeLog changelog = parser.parse();
      parsed(changelog);
      return changelog;
    } catch (ChangeLogParseException | RuntimeException e) {
      String path = accessor.treePath(logical);
      throw Failures.located(e, path, firstLines.getOrDefault(path, Map.of()));
    } finally {
      including.pop();
    }
  }

  private void enter(String logical, Format format) {
    String path = accessor.treePath(logical);
    if (including.contains(path)) {
      throw cycle(path);
    }
    if (including.size() >= DEEPEST_INCLUDE) {
      throw tooLarge(path + ": lies more than " + DEEPEST_INCLUDE + " includes deep.");
    }
    if (readings.merge(path, 1, Integer::sum) > MOST_READINGS_OF_ONE_FILE) {
      throw tooLarge(path + ": is included more than " + MOST_READINGS_OF_ONE_FILE + " times.");
    }
    including.push(path);
    FileEntry entry = accessor.find(TreePaths.logical(logical));
    if (entry != null && !lines.containsKey(path)) {
      lines.put(path, scan(path, accessor.content(entry), format));
    }
  }

  /// Notes the path each changeset has by its own file, before an including changelog renames it.
  private void parsed(@Nullable DatabaseChangeLog changelog) {
    if (changelog == null) {
      return;
    }
    for (ChangeSet changeset : changelog.getChangeSets()) {
      if (changeset.getLogicalFilePath() == null) {
        ownPaths.putIfAbsent(changeset, changeset.getFilePath());
      }
    }
  }

  /// Returns the path under which a row written before a rename knows the changeset; null when it
  /// was not renamed.
  @Nullable String earlierPath(ChangeSet changeset) {
    String own = ownPaths.get(changeset);
    return own == null || own.equals(changeset.getFilePath()) ? null : own;
  }

  /// Returns the line a changeset begins on; 0 when it cannot be told. Asked again for the same
  /// name, it goes on to the next changeset of that name.
  int nextLine(String path, String id, String author) {
    Map<String, Deque<Integer>> known = lines.get(path);
    Deque<Integer> all = known == null ? null : known.get(id + "::" + author);
    if (all == null || all.isEmpty()) {
      return 0;
    }
    return all.size() == 1 ? all.getFirst() : all.removeFirst();
  }

  private Map<String, Deque<Integer>> scan(String path, byte[] content, Format format) {
    ChangelogScan scan = new ChangelogScan(path, options);
    switch (format) {
      case XML -> new XmlScan(scan).run(content);
      case YAML -> new YamlScan(scan).run(content);
      case SQL -> scan.formattedSql(new String(content, StandardCharsets.UTF_8));
    }
    firstLines.put(path, scan.firstLines());
    return scan.lines();
  }

  private LockstepException cycle(String path) {
    List<String> chain = List.copyOf(including).reversed();
    List<String> circle = chain.subList(chain.indexOf(path), chain.size());
    Set<String> others = new TreeSet<>(circle);
    others.remove(path);
    String through =
        others.isEmpty() ? "" : " through " + String.join(", ", circle.subList(1, circle.size()));
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        path + ": includes itself" + through + ".",
        "Remove the include that leads back.");
  }

  private static LockstepException tooLarge(String message) {
    return new LockstepException(
        ErrorCode.TOO_LARGE, message, "Include each changelog once, from one place.");
  }

  /// Is Liquibase's own parser, at one file.
  interface Parser {
    @Nullable DatabaseChangeLog parse() throws ChangeLogParseException;
  }

  /// Names a changelog's syntax.
  enum Format {
    XML,
    YAML,
    SQL
  }
}
