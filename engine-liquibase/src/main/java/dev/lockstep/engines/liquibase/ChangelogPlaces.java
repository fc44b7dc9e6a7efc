package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.text.ChangelogFormat;
import dev.lockstep.engines.liquibase.text.ChangelogText;
import dev.lockstep.engines.liquibase.text.Include;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.NewChange;
import dev.lockstep.migration.NextNumber;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Knows where the changelogs of a schema lie, and where the next one goes.
///
/// @param root the changelog of `lockstep.yaml`, from the root of the tree; it may not be there yet
/// @param last the include that stands last; null when there is none
/// @param lastPath the file or folder that it names; null when it is not there
record ChangelogPlaces(
    FileTree files,
    List<String> searchRoots,
    String root,
    @Nullable Include last,
    @Nullable String lastPath) {
  /// A number at the beginning of a file's name, behind a word: `changelog-1.2-orders`.
  private static final Pattern NUMBERED =
      Pattern.compile("([A-Za-z]*[-_.]?)(\\d+(?:[._]\\d+)*)(?:([-_. ]).*)?");

  static ChangelogPlaces of(EngineRequest request) {
    OptionReader reader = new OptionReader(request);
    LiquibaseOptions options = reader.read();
    String changelog = reader.changelog(options);
    FileTree files = request.files();
    String root =
        found(files, options.searchRoots(), changelog)
            .orElseGet(() -> joined("", request.schema().locations().getFirst()));
    ChangelogPlaces places = new ChangelogPlaces(files, options.searchRoots(), root, null, null);
    List<Include> includes = places.text(root).includes();
    if (includes.isEmpty()) {
      return places;
    }
    Include last = includes.getLast();
    return new ChangelogPlaces(
        files, options.searchRoots(), root, last, places.place(last).orElse(null));
  }

  private static Optional<String> found(FileTree files, List<String> roots, String path) {
    return roots.stream()
        .map(root -> joined(root, path))
        .filter(one -> files.find(one).isPresent())
        .findFirst();
  }

  /// Tells whether there is no changelog yet.
  boolean isBlank() {
    return files.find(root).isEmpty();
  }

  ChangelogFormat format() {
    return formatOf(root);
  }

  ChangelogFormat formatOf(String path) {
    return ChangelogFormat.of(path)
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.CHANGE_FILE,
                path + " is no changelog that Lockstep writes.",
                "It writes .sql, .xml, .yaml and .json."));
  }

  /// Reads a changelog; a root that is not there holds nothing.
  ChangelogText text(String path) {
    ChangelogFormat format = formatOf(path);
    return isBlank() && path.equals(root)
        ? format.empty()
        : format.read(path, new String(files.read(path), StandardCharsets.UTF_8));
  }

  /// Tells whether the root takes in every file of the folder where a new one goes.
  boolean takesAll() {
    return last != null && last.all() && lastPath != null && text(root).endsWithInclude();
  }

  /// Returns the changelog whose changes stand last.
  String newest() {
    Include include = last;
    String path = lastPath;
    if (include == null || path == null || !text(root).endsWithInclude()) {
      return root;
    }
    if (!include.all()) {
      return path;
    }
    return changelogsIn(path).stream().reduce((_, second) -> second).orElse(root);
  }

  private List<String> changelogsIn(String folder) {
    return files.list(folder).stream()
        .map(FileEntry::path)
        .filter(path -> ChangelogFormat.of(path).isPresent())
        .toList();
  }

  /// Returns the path of a new file, named in the style of the last one.
  String newFile(NewChange change, ChangelogFormat format, String timestamp) {
    String path = lastPath;
    Include include = last;
    List<String> like =
        path == null || include == null
            ? List.of()
            : include.all() ? changelogsIn(path) : List.of(path);
    String folder =
        path == null || include == null
            ? parent(root)
            : include.all() && like.isEmpty() ? path : parent(like.getLast());
    String name = timestamp + "-" + change.words().slug('-');
    if (!like.isEmpty()) {
      String stem = like.getLast().substring(like.getLast().lastIndexOf('/') + 1);
      Matcher numbered = NUMBERED.matcher(stem.substring(0, stem.lastIndexOf('.')));
      if (numbered.matches()) {
        char joint = "_".equals(numbered.group(3)) ? '_' : '-';
        name =
            numbered.group(1)
                + NextNumber.after(numbered.group(2), change.form().at())
                + joint
                + change.words().slug(joint);
      }
    }
    String file = joined(folder, name + ending(format, like));
    if (files.find(file).isPresent()) {
      throw new LockstepException(
          ErrorCode.USAGE, "There is a file " + file + " already.", "Give another --description.");
    }
    return file;
  }

  /// Some write `.yml`.
  private static String ending(ChangelogFormat format, List<String> like) {
    if (!like.isEmpty()) {
      String last = like.getLast();
      if (ChangelogFormat.of(last).filter(one -> one == format).isPresent()) {
        return last.substring(last.lastIndexOf('.'));
      }
    }
    return format.ending();
  }

  /// Returns the root with one more include, written as the last one is.
  String including(String path) {
    Include like = last;
    boolean relative = like == null || like.relative();
    String written = relative ? relative(parent(root), path) : belowRoot(path);
    return text(root).with(new Include(false, written, relative));
  }

  private String belowRoot(String path) {
    return searchRoots.stream()
        .filter(one -> !one.isEmpty() && path.startsWith(one + "/"))
        .map(one -> path.substring(one.length() + 1))
        .findFirst()
        .orElse(path);
  }

  private Optional<String> place(Include include) {
    String path = include.path().replaceFirst("^classpath:", "").replace('\\', '/');
    List<String> bases = include.relative() ? List.of(parent(root)) : searchRoots;
    return bases.stream()
        .map(base -> joined(base, path))
        .filter(one ->
            include.all()
                ? !files.list(one).isEmpty()
                : files.list(parent(one)).stream().anyMatch(entry -> entry.path().equals(one)))
        .findFirst();
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String joined(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  private static String relative(String folder, String path) {
    List<String> from = folder.isEmpty() ? List.of() : Arrays.asList(folder.split("/"));
    List<String> to = Arrays.asList(path.split("/"));
    int same = 0;
    while (same < from.size() && same < to.size() - 1 && from.get(same).equals(to.get(same))) {
      same++;
    }
    List<String> parts = new ArrayList<>();
    for (int i = same; i < from.size(); i++) {
      parts.add("..");
    }
    parts.addAll(to.subList(same, to.size()));
    return String.join("/", parts);
  }
}
