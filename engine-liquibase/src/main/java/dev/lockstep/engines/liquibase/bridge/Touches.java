package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.FileEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Notes everything a reading of a changelog looked at, so that its result can be used again as
/// long as nothing of it changed.
final class Touches {
  private final Map<String, TouchedPath> touched = new LinkedHashMap<>();

  void file(FileEntry entry, byte[] content) {
    String hash = ContentHash.of(content);
    add(new TouchedPath(TouchedPath.Kind.FILE, entry.path(), entry.fingerprint(), hash));
  }

  void absent(String path) {
    add(new TouchedPath(TouchedPath.Kind.ABSENT, path, "", ""));
  }

  void listing(String folder, List<FileEntry> entries) {
    String hash = ContentHash.ofListing(entries);
    add(new TouchedPath(TouchedPath.Kind.LISTING, folder, hash, hash));
  }

  List<TouchedPath> all() {
    return List.copyOf(touched.values());
  }

  private void add(TouchedPath path) {
    touched.putIfAbsent(path.kind() + " " + path.path(), path);
  }
}
