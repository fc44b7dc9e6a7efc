package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.LeftOut;
import dev.lockstep.source.TreePath;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Gathers the files below a folder and what is left out of them; follows no symbolic link.
final class FolderWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final int maxFiles;
  private final List<FileEntry> files = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  FolderWalk(Path root, int maxFiles) {
    this.root = root;
    this.maxFiles = maxFiles;
  }

  /// Returns what was found, sorted by path.
  FileTree.Listing listing() {
    return new FileTree.Listing(
        files.stream()
            .sorted(Comparator.comparing(FileEntry::path, CodePointOrder.INSTANCE))
            .toList(),
        leftOut.stream()
            .sorted(Comparator.comparing(LeftOut::path, CodePointOrder.INSTANCE))
            .toList());
  }

  /// Returns why something is no file or folder of a tree, or empty when it is one.
  static Optional<String> refusal(Path place, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return Optional.of("is a symbolic link");
    }
    if (attributes.isDirectory()) {
      return Files.exists(place.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
          ? Optional.of("is another Git repository or a submodule")
          : Optional.empty();
    }
    return attributes.isRegularFile() ? Optional.empty() : Optional.of("is no regular file");
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    if (TreePath.isGitFolder(folder.getFileName().toString())) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    return isGood(folder, attributes) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!TreePath.isGitFolder(file.getFileName().toString()) && isGood(file, attributes)) {
      files.add(WorkingTree.entry(path(file), attributes));
      if (files.size() > maxFiles) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE,
            "There are more than " + maxFiles + " files below " + root + ".",
            "Name a folder that holds only the changes.");
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    throw e;
  }

  private boolean isGood(Path place, BasicFileAttributes attributes) {
    String path = path(place);
    Optional<String> problem = refusal(place, attributes).or(() -> TreePath.problem(path));
    problem.ifPresent(reason -> leftOut.add(new LeftOut(path, reason)));
    return problem.isEmpty();
  }

  private String path(Path place) {
    String separator = place.getFileSystem().getSeparator();
    // The walk started below the root, so its text is the beginning of every place.
    String start = root.toString();
    String path = place.toString().substring(start.length() + (start.endsWith(separator) ? 0 : 1));
    return separator.equals("/") ? path : path.replace(separator, "/");
  }
}
