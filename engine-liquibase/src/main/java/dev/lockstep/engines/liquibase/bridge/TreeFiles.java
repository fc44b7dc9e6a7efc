package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds and reads files of the repository for one reading of a changelog, and notes everything
/// that was looked at.
public final class TreeFiles {
  private final FileTree files;
  private final List<String> roots;
  private final Touches touches = new Touches();
  private final Map<String, byte[]> contents = new HashMap<>();

  /// @param roots folders of the repository that changelog paths start from
  public TreeFiles(FileTree files, List<String> roots) {
    this.files = files;
    this.roots = List.copyOf(roots);
  }

  public List<TouchedPath> touched() {
    return touches.all();
  }

  public String description() {
    return files.description();
  }

  /// Returns the file that a changelog knows by this path, or null.
  public @Nullable FileEntry find(String logical) {
    for (String root : roots) {
      String path = TreePaths.inTree(root, logical);
      if (path.isEmpty()) {
        continue;
      }
      Optional<FileEntry> entry = files.find(path);
      if (entry.isPresent()) {
        return entry.get();
      }
      touches.absent(path);
    }
    return null;
  }

  /// Returns the files of a folder, with those of its subfolders, below the first root that has it.
  public List<Found> search(String logical) {
    for (String root : roots) {
      String folder = TreePaths.inTree(root, logical);
      List<FileEntry> entries = files.list(folder);
      touches.listing(folder, entries);
      if (!entries.isEmpty()) {
        return found(root, folder, entries);
      }
    }
    return List.of();
  }

  private static List<Found> found(String root, String folder, List<FileEntry> entries) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    String rootPrefix = root.isEmpty() ? "" : root + "/";
    List<Found> found = new ArrayList<>();
    for (FileEntry entry : entries) {
      String path = entry.path();
      String logical = path.startsWith(rootPrefix) ? path.substring(rootPrefix.length()) : path;
      found.add(new Found(logical, entry, path.indexOf('/', prefix.length()) < 0));
    }
    return found;
  }

  /// Returns a file by its path in the repository, or null.
  public @Nullable FileEntry entry(String treePath) {
    return treePath.isEmpty() ? null : files.find(treePath).orElse(null);
  }

  /// Reads a file once; the same bytes serve checks, Liquibase and line numbers.
  public byte[] content(FileEntry entry) {
    byte[] known = contents.get(entry.path());
    if (known != null) {
      return known;
    }
    byte[] content = files.read(entry.path());
    touches.file(entry, content);
    contents.put(entry.path(), content);
    return content;
  }

  /// Is a file that a folder holds.
  ///
  /// @param logical its path as changelogs write it
  /// @param direct whether it lies in the folder itself
  public record Found(String logical, FileEntry entry, boolean direct) {}
}
