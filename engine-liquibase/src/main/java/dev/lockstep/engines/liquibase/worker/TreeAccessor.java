package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.TouchedPath;
import dev.lockstep.engines.liquibase.bridge.TreeFiles;
import dev.lockstep.engines.liquibase.bridge.TreePaths;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.util.List;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;

/// Lets Liquibase read the repository's tree and nothing else: no file system, no class path, no
/// URL.
final class TreeAccessor extends AbstractResourceAccessor {
  private final TreeFiles files;

  TreeAccessor(FileTree files, List<String> roots) {
    this.files = new TreeFiles(files, roots);
  }

  List<TouchedPath> touched() {
    return files.touched();
  }

  @Override
  public List<Resource> getAll(String path) {
    String logical = TreePaths.logical(path);
    FileEntry entry = find(logical);
    return entry == null ? List.of() : List.of(new TreeResource(this, logical, entry));
  }

  @Override
  public List<Resource> search(String path, boolean recursive) {
    return files.search(TreePaths.logical(path)).stream()
        .filter(found -> recursive || found.direct())
        .<Resource>map(found -> new TreeResource(this, found.logical(), found.entry()))
        .toList();
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

  byte[] content(FileEntry entry) {
    return files.content(entry);
  }

  /// Returns a file by its path in the repository, or null.
  @Nullable FileEntry entry(String treePath) {
    return files.entry(treePath);
  }

  @Nullable FileEntry find(String logical) {
    return files.find(logical);
  }
}
