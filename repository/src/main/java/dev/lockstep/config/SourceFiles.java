package dev.lockstep.config;

import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Gives the files of a repository that people wrote, for a first look.
record SourceFiles(FileTree tree, List<FileEntry> files) {
  private static final int MAX_BYTES = 1 << 20;

  SourceFiles {
    files = List.copyOf(files);
  }

  /// Returns a small text file; empty when it is large or cannot be read.
  Optional<String> text(FileEntry file) {
    if (file.size() > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(tree.read(file.path()), StandardCharsets.UTF_8));
    } catch (LockstepException e) {
      return Optional.empty();
    }
  }

  /// Returns the file of one of these names that is nearest to the root.
  Optional<FileEntry> nearestToRoot(List<String> names) {
    return files.stream()
        .filter(file -> names.contains(file.name()))
        .min(Comparator.comparingInt((FileEntry file) -> file.path().split("/").length));
  }

  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
