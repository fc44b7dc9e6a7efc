package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.LeftOut;
import dev.lockstep.source.TreePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Gathers the blobs below one tree object and what is left out of them.
///
/// *Shape*: bounded, for a few hundred bytes of tree objects can name the same subtree over and
/// over and stand for more files than there are atoms.
final class TreeScan {
  private static final int MAX_DEPTH = 200;

  private final int maxEntries;
  private final SequencedMap<String, ObjectId> blobs = new LinkedHashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  private int entries;

  TreeScan(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /// Returns the blobs by path, in no order.
  SequencedMap<String, ObjectId> blobs() {
    return blobs;
  }

  /// Looks up the blobs' sizes, which costs one access to the object store each.
  List<FileEntry> files(ObjectReader reader) throws IOException {
    // A tree that names the same blob many times costs one look-up.
    Map<ObjectId, Long> sizes = new HashMap<>();
    List<FileEntry> files = new ArrayList<>();
    for (Map.Entry<String, ObjectId> entry : blobs.entrySet()) {
      ObjectId blob = entry.getValue();
      Long known = sizes.get(blob);
      long size = known == null ? reader.getObjectSize(blob, Constants.OBJ_BLOB) : known;
      sizes.put(blob, size);
      files.add(new FileEntry(entry.getKey(), size, blob.name()));
    }
    files.sort(Comparator.comparing(FileEntry::path, CodePointOrder.INSTANCE));
    return files;
  }

  List<LeftOut> leftOut() {
    return leftOut.stream()
        .sorted(Comparator.comparing(LeftOut::path, CodePointOrder.INSTANCE))
        .toList();
  }

  /// Returns why an entry is no file or folder of a tree, or empty when it is one.
  static Optional<String> refusal(FileMode mode) {
    if (mode.equals(FileMode.SYMLINK)) {
      return Optional.of("is a symbolic link");
    }
    if (mode.equals(FileMode.GITLINK)) {
      return Optional.of("is a submodule");
    }
    boolean known =
        mode.equals(FileMode.TREE)
            || mode.equals(FileMode.REGULAR_FILE)
            || mode.equals(FileMode.EXECUTABLE_FILE);
    return known ? Optional.empty() : Optional.of("is no regular file");
  }

  void scan(ObjectReader reader, ObjectId tree, String prefix) throws IOException {
    scan(reader, tree, prefix, 1);
  }

  private void scan(ObjectReader reader, ObjectId tree, String prefix, int depth)
      throws IOException {
    CanonicalTreeParser entry = new CanonicalTreeParser();
    for (entry.reset(reader, tree); !entry.eof(); entry.next()) {
      count(depth);
      byte[] name = new byte[entry.getNameLength()];
      entry.getName(name, 0);
      String path = prefix + text(name);
      FileMode mode = entry.getEntryFileMode();
      Optional<String> problem = refusal(mode).or(() -> nameProblem(name, path));
      if (problem.isPresent()) {
        leftOut.add(new LeftOut(path, problem.get()));
      } else if (mode.equals(FileMode.TREE)) {
        scan(reader, entry.getEntryObjectId(), path + "/", depth + 1);
      } else {
        blobs.put(path, entry.getEntryObjectId());
      }
    }
  }

  private void count(int depth) {
    entries++;
    if (entries > maxEntries || depth > MAX_DEPTH) {
      throw new LockstepException(
          ErrorCode.TOO_LARGE,
          "The commit holds more than "
              + maxEntries
              + " files or nests deeper than "
              + MAX_DEPTH
              + " folders.",
          "Name a folder that holds only the changes.");
    }
  }

  private static Optional<String> nameProblem(byte[] name, String path) {
    if (!isUtf8(name)) {
      return Optional.of("has a name that is not written in UTF-8");
    }
    return text(name).contains("/")
        ? Optional.of("holds a character that no path may have")
        : TreePath.problem(path);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  private static boolean isUtf8(byte[] name) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
