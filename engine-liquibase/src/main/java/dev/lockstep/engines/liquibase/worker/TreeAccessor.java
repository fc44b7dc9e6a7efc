package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;

/// Lets Liquibase read the repository's tree and nothing else: no file system, no class path, no
/// URL.
final class TreeAccessor extends AbstractResourceAccessor {
  private final FileTree files;
  private final List<String> roots;
  private final Touches touches = new Touches();
  private final Map<String, byte[]> contents = new HashMap<>();

  TreeAccessor(FileTree files, List<String> roots) {
    this.files = files;
    this.roots = roots;
  }

  Touches touches() {
    return touches;
  }

  @Override
  public List<Resource> getAll(String path) {
    String logical = TreePaths.logical(path);
    FileEntry entry = find(logical);
    return entry == null ? List.of() : List.of(new TreeResource(this, logical, entry));
  }

  @Override
  public List<Resource> search(String path, boolean recursive) {
    String logical = TreePaths.logical(path);
    for (String root : roots) {
      String folder = TreePaths.inTree(root, logical);
      List<FileEntry> entries = files.list(folder);
      touches.listing(folder, entries);
      if (!entries.isEmpty()) {
        return resources(root, folder, entries, recursive);
      }
    }
    return List.of();
  }

  private List<Resource> resources(
      String root, String folder, List<FileEntry> entries, boolean recursive) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    String rootPrefix = root.isEmpty() ? "" : root + "/";
    List<Resource> resources = new ArrayList<>();
    for (FileEntry entry : entries) {
      boolean direct = entry.path().indexOf('/', prefix.length()) < 0;
      if (recursive || direct) {
        String logical =
            entry.path().startsWith(rootPrefix)
                ? entry.path().substring(rootPrefix.length())
                : entry.path();
        resources.add(new TreeResource(this, logical, entry));
      }
    }
    return resources;
  }

  @Override
  public List<String> describeLocations() {
    return List.of(files.description());
  }

  @Override
  public void close() {}

  /// Returns the path in the repository of a file that Liquibase knows by its own path; the same
  /// path when there is no such file.
  String treePath(String logical) {
    FileEntry entry = find(TreePaths.logical(logical));
    return entry == null ? logical : entry.path();
  }

  /// Reads a file once; the same bytes serve checks, Liquibase and line numbers.
  byte[] content(FileEntry entry) {
    byte[] known = contents.get(entry.path());
    if (known != null) {
      return known;
    }
    byte[] content = files.read(entry.path());
    touches.file(entry, content);
    contents.put(entry.path(), content);
    return content;
  }

  /// Returns a file by its path in the repository, or null.
  @Nullable FileEntry entry(String treePath) {
    return treePath.isEmpty() ? null : files.find(treePath).orElse(null);
  }

  @Nullable FileEntry find(String logical) {
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
}
