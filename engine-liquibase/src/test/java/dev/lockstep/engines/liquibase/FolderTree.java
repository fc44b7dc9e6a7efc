package dev.lockstep.engines.liquibase;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a folder as a working tree does.
record FolderTree(Path root) implements FileTree {
  @Override
  public String description() {
    return "working tree";
  }

  @Override
  public Optional<String> commit() {
    return Optional.empty();
  }

  @Override
  public List<FileEntry> list(String folder) {
    Path start = root.resolve(folder);
    if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(this::entry)
          .sorted(java.util.Comparator.comparing(FileEntry::path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<FileEntry> find(String path) {
    Path file = root.resolve(path);
    if (path.startsWith("/") || path.contains("..") || Files.isSymbolicLink(file)) {
      throw new LockstepException(ErrorCode.CHANGE_FILE, path + " is no file of the repository.");
    }
    return Files.isRegularFile(file) ? Optional.of(entry(file)) : Optional.empty();
  }

  @Override
  public byte[] read(String path) {
    try {
      return Files.readAllBytes(root.resolve(path));
    } catch (IOException e) {
      throw new LockstepException(ErrorCode.CHANGE_FILE, path + " cannot be read.", null, e);
    }
  }

  @Override
  public boolean differsFromCommit(List<String> folders) {
    return false;
  }

  private FileEntry entry(Path file) {
    try {
      String path = root.relativize(file).toString().replace('\\', '/');
      long size = Files.size(file);
      return new FileEntry(path, size, size + "@" + Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
