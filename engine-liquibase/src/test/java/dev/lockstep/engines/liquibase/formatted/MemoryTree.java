package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.ContentHash;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Is a tree of files in memory.
record MemoryTree(TreeMap<String, byte[]> contents) implements FileTree {
  static MemoryTree of(Path root) throws IOException {
    TreeMap<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return new MemoryTree(contents);
  }

  @Override
  public String description() {
    return "memory";
  }

  @Override
  public Optional<String> commit() {
    return Optional.empty();
  }

  @Override
  public List<FileEntry> list(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return contents.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(this::entry)
        .toList();
  }

  @Override
  public Optional<FileEntry> find(String path) {
    return contents.containsKey(path) ? Optional.of(entry(path)) : Optional.empty();
  }

  @Override
  public byte[] read(String path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new LockstepException(ErrorCode.CHANGE_FILE, path + " cannot be read.");
    }
    return content;
  }

  @Override
  public boolean differsFromCommit(List<String> folders) {
    return false;
  }

  private FileEntry entry(String path) {
    byte[] content = read(path);
    return new FileEntry(path, content.length, ContentHash.of(content));
  }
}
