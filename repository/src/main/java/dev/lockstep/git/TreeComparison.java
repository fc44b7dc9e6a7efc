package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// Compares the files of folders with those of a commit by their content.
///
/// *Source*: a blob's id is the SHA-1 of `blob SIZE`, a zero byte and the content.
final class TreeComparison implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_RESULTS = 1000;

  /// Holds what was found before, so that files which nobody touched are not read again in this
  /// process. The least recently used go first.
  private static final Map<Compared, Boolean> RESULTS =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Compared, Boolean> eldest) {
              return size() > MAX_RESULTS;
            }
          });

  private final WorkingTree files;
  private final GitFolder git;
  private final String commit;
  private @Nullable GitRepository repository;
  private @Nullable CommitTree opened;

  TreeComparison(WorkingTree files, GitFolder git, String commit) {
    this.files = files;
    this.git = git;
    this.commit = commit;
  }

  /// Tells whether anything below a folder, or in the folder of a file, differs.
  boolean differs(String location) {
    boolean file =
        !location.isEmpty()
            && (files.find(location).isPresent()
                || (files.list(location).isEmpty() && committed().find(location).isPresent()));
    if (!file) {
      return differBelow(location);
    }
    int slash = location.lastIndexOf('/');
    return slash < 0 ? trackedFilesDiffer() : differBelow(location.substring(0, slash));
  }

  @Override
  public void close() {
    GitRepository mine = repository;
    if (mine != null) {
      mine.close();
    }
  }

  /// Returns the files of the commit; opening them costs more than many a comparison.
  private CommitTree committed() {
    CommitTree tree = opened;
    if (tree == null) {
      GitRepository mine = GitRepository.open(git);
      repository = mine;
      tree = mine.tree(commit, git.prefixOf(files.root()));
      opened = tree;
    }
    return tree;
  }

  private boolean differBelow(String folder) {
    List<FileEntry> present = files.list(folder);
    Compared compared = new Compared(files.root(), commit, folder, digest(present));
    Boolean known = RESULTS.get(compared);
    if (known != null) {
      return known;
    }
    boolean differ = differ(present, committed().blobs(folder));
    RESULTS.put(compared, differ);
    return differ;
  }

  private boolean differ(List<FileEntry> present, Map<String, ObjectId> expected) {
    for (FileEntry file : present) {
      ObjectId blob = expected.remove(file.path());
      if (blob == null || !isSame(file, blob.name())) {
        return true;
      }
    }
    return !expected.isEmpty();
  }

  /// Compares what a file at the root may include: every file that the commit has.
  private boolean trackedFilesDiffer() {
    for (Map.Entry<String, ObjectId> blob : committed().blobs("").entrySet()) {
      Optional<FileEntry> file = files.find(blob.getKey());
      if (file.isEmpty() || !isSame(file.get(), blob.getValue().name())) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(FileEntry file, String blob) {
    try {
      return blobId(file).equals(blob)
          || isSameWithOtherLineEnds(file, blob)
          || isContentOfPointer(file);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE, TreePath.shown(file.path()) + " cannot be read.", null, e);
    }
  }

  private String blobId(FileEntry file) throws IOException {
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII));
    return hash(file, digest);
  }

  /// Git itself may write CRLF where the commit has LF.
  private boolean isSameWithOtherLineEnds(FileEntry file, String blob) throws IOException {
    if (file.size() > WorkingTree.MAX_FILE_BYTES) {
      return false;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream((int) file.size());
    try (InputStream content = files.open(file.path())) {
      byte[] bytes = content.readAllBytes();
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
          lines.write(bytes[i]);
        }
      }
    }
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + lines.size() + "\0").getBytes(StandardCharsets.US_ASCII));
    digest.update(lines.toByteArray());
    return HexFormat.of().formatHex(digest.digest()).equals(blob);
  }

  private boolean isContentOfPointer(FileEntry file) throws IOException {
    Optional<LfsPointer> pointer =
        committed()
            .find(file.path())
            .filter(blob -> blob.size() <= LfsPointer.MAX_BYTES)
            .flatMap(blob -> LfsPointer.parse(committed().content(blob)));
    return pointer.isPresent() && hash(file, digest("SHA-256")).equals(pointer.get().oid());
  }

  private String hash(FileEntry file, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream content = files.open(file.path())) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(List<FileEntry> listing) {
    MessageDigest digest = digest("SHA-256");
    for (FileEntry file : listing) {
      digest.update(
          (file.path() + '\n' + file.fingerprint() + '\n').getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// @param listing stands for paths and fingerprints of all files below the folder
  private record Compared(Path root, String commit, String folder, String listing) {}
}
