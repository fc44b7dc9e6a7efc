package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Keeps files in memory and counts how often one is read.
final class MemoryTree implements FileTree {
  private final Map<String, byte[]> files = new TreeMap<>();
  private int reads;

  static MemoryTree of(String... pathsAndTexts) {
    MemoryTree tree = new MemoryTree();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      tree.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return tree;
  }

  /// Takes in all files below a folder.
  static MemoryTree folder(Path root) {
    MemoryTree tree = new MemoryTree();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        tree.files.put(root.relativize(path).toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  MemoryTree put(String path, String text) {
    return put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  MemoryTree put(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  MemoryTree remove(String path) {
    files.remove(path);
    return this;
  }

  /// Writes everything below a folder to disk, for the library to read.
  void writeTo(Path root) {
    files.forEach((path, content) -> {
      Path file = root.resolve(path);
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  int reads() {
    return reads;
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
    return files.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(this::entry)
        .toList();
  }

  @Override
  public Optional<FileEntry> find(String path) {
    return files.containsKey(path) ? Optional.of(entry(path)) : Optional.empty();
  }

  private FileEntry entry(String path) {
    byte[] content = content(path);
    return new FileEntry(path, content.length, Integer.toHexString(Arrays.hashCode(content)));
  }

  @Override
  public byte[] read(String path) {
    reads++;
    return content(path);
  }

  private byte[] content(String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new LockstepException(ErrorCode.CHANGE_FILE, path + " does not exist");
    }
    return content;
  }

  @Override
  public boolean differsFromCommit(List<String> folders) {
    return false;
  }
}
