package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.ContentHash;
import dev.lockstep.engines.liquibase.bridge.TouchedPath;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps read changelogs in memory and on disk, each valid as long as nothing it was read from
/// changed.
///
/// *Shape*: a key names changelog, options and server; several entries of one key stand for several
/// states of the repository. A corrupt or foreign file is ignored. The folder belongs to the user
/// alone; a folder that cannot be written costs speed and nothing else.
final class ChangelogCache {
  private static final int FORMAT = 0x4C534C02;
  private static final int HASH_LENGTH = 64;
  private static final int STATES_PER_KEY = 4;
  private static final int KEYS_IN_MEMORY = 256;
  private static final int FILES_ON_DISK = 400;

  private final Path folder;
  private final Map<String, Deque<CachedChangelog>> memory = new LinkedHashMap<>(16, 0.75f, true);

  ChangelogCache(Path folder) {
    this.folder = folder;
  }

  /// Returns the entry of a key that fits the files as they are now, or empty.
  Optional<CachedChangelog> find(String key, FileTree files) {
    for (CachedChangelog entry : inMemory(key)) {
      if (fits(entry, files)) {
        return Optional.of(entry);
      }
    }
    for (Path file : onDisk(key)) {
      Optional<CachedChangelog> entry = read(file);
      if (entry.isPresent() && fits(entry.get(), files)) {
        remember(key, entry.get());
        return entry;
      }
    }
    return Optional.empty();
  }

  /// Keeps an entry, or the more that is known of it by now.
  void put(String key, CachedChangelog entry) {
    remember(key, entry);
    try {
      createFolder();
      byte[] body = new EntryWriter().write(entry);
      byte[] hash = ContentHash.of(body).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      ByteBuffer content = ByteBuffer.allocate(Integer.BYTES + hash.length + body.length);
      content.putInt(FORMAT).put(hash).put(body);
      Path part = Files.createTempFile(folder, "part", ".tmp");
      Files.write(part, content.array());
      move(part, folder.resolve(key + "-" + state(entry) + ".plan"));
      prune();
    } catch (IOException | RuntimeException e) {
      System.getLogger("dev.lockstep.engines.liquibase")
          .log(System.Logger.Level.DEBUG, "cache not written", e);
    }
  }

  private synchronized List<CachedChangelog> inMemory(String key) {
    Deque<CachedChangelog> entries = memory.get(key);
    return entries == null ? List.of() : List.copyOf(entries);
  }

  private synchronized void remember(String key, CachedChangelog entry) {
    Deque<CachedChangelog> entries = memory.computeIfAbsent(key, _ -> new ArrayDeque<>());
    entries.remove(entry);
    entries.addFirst(entry);
    if (entries.size() > STATES_PER_KEY) {
      entries.removeLast();
    }
    if (memory.size() > KEYS_IN_MEMORY) {
      memory.remove(memory.keySet().iterator().next());
    }
  }

  private List<Path> onDisk(String key) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(key + "-"))
          .filter(file -> file.getFileName().toString().endsWith(".plan"))
          .sorted(Comparator.comparing(ChangelogCache::age).reversed())
          .limit(STATES_PER_KEY)
          .toList();
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  private static Optional<CachedChangelog> read(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      ByteBuffer in = ByteBuffer.wrap(content);
      if (content.length < Integer.BYTES + HASH_LENGTH || in.getInt() != FORMAT) {
        return Optional.empty();
      }
      byte[] hash = new byte[HASH_LENGTH];
      in.get(hash);
      byte[] body = Arrays.copyOfRange(content, in.position(), content.length);
      String expected = new String(hash, java.nio.charset.StandardCharsets.US_ASCII);
      return ContentHash.of(body).equals(expected)
          ? Optional.of(new EntryReader(ByteBuffer.wrap(body)).read())
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /// Tells whether everything the entry was read from is still the same.
  static boolean fits(CachedChangelog entry, FileTree files) {
    for (TouchedPath path : entry.definition().touched()) {
      if (!fits(path, files)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(TouchedPath path, FileTree files) {
    return switch (path.kind()) {
      case LISTING -> ContentHash.ofListing(files.list(path.path())).equals(path.contentHash());
      case ABSENT -> files.find(path.path()).isEmpty();
      case FILE -> {
        Optional<FileEntry> entry = files.find(path.path());
        yield entry.isPresent()
            && (entry.get().fingerprint().equals(path.fingerprint())
                || ContentHash.of(files.read(path.path())).equals(path.contentHash()));
      }
    };
  }

  private static String state(CachedChangelog entry) {
    StringBuilder text = new StringBuilder();
    for (TouchedPath path : entry.definition().touched()) {
      text.append(path.kind()).append(' ').append(path.path()).append(' ');
      text.append(path.contentHash()).append('\n');
    }
    return ContentHash.of(text.toString()).substring(0, 16);
  }

  private void createFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(own)}
            : new FileAttribute<?>[0];
    Files.createDirectories(folder, attributes);
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void prune() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.getFileName().toString().endsWith(".plan"))
              .sorted(Comparator.comparing(ChangelogCache::age).reversed())
              .toList();
    }
    for (Path old : files.subList(Math.min(FILES_ON_DISK, files.size()), files.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime age(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
