package dev.lockstep.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Is a tree as it would be with some files more, or with other contents.
public final class TreeWithFiles implements FileTree {
  private final FileTree below;
  private final SequencedMap<String, byte[]> files;

  public TreeWithFiles(FileTree below, SequencedMap<String, byte[]> files) {
    this.below = below;
    this.files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    files.keySet().forEach(TreePath::checked);
  }

  @Override
  public String description() {
    return below.description();
  }

  @Override
  public Optional<String> commit() {
    return below.commit();
  }

  @Override
  public List<FileEntry> list(String folder) {
    Map<String, FileEntry> all = new TreeMap<>();
    below.list(folder).forEach(entry -> all.put(entry.path(), entry));
    files
        .sequencedKeySet()
        .forEach(path -> {
          if (folder.isEmpty() || path.startsWith(folder + "/")) {
            all.put(path, entry(path));
          }
        });
    return new ArrayList<>(all.values());
  }

  @Override
  public List<LeftOut> leftOut(String folder) {
    return below.leftOut(folder);
  }

  @Override
  public Optional<FileEntry> find(String path) {
    return files.containsKey(path) ? Optional.of(entry(path)) : below.find(path);
  }

  @Override
  public byte[] read(String path) {
    byte[] content = files.get(path);
    return content == null ? below.read(path) : content.clone();
  }

  @Override
  public boolean differsFromCommit(List<String> folders) {
    return true;
  }

  private FileEntry entry(String path) {
    byte[] content = files.getOrDefault(path, new byte[0]);
    return new FileEntry(path, content.length, "new:" + sum(content));
  }

  /// Caches of engines live longer than a run, so equal fingerprints must mean equal contents.
  private static String sum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
