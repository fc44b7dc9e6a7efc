package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/// Compares the files of a folder with those of a commit by their content.
///
/// *Source*: a blob's id is the SHA-1 of `blob SIZE`, a zero byte and the content.
record TreeComparison(WorkingTree files, CommitTree committed) {
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_BLOB_IDS = 100_000;

  /// Holds the blob ids of files seen before, so that an unchanged file is read once in a process;
  /// a fingerprint names device and file. The least recently used go first.
  private static final Map<String, String> BLOB_IDS =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MAX_BLOB_IDS;
            }
          });

  boolean differs(List<String> locations) {
    return locations.stream().anyMatch(this::differs);
  }

  private boolean differs(String location) {
    boolean file =
        !location.isEmpty()
            && (files.find(location).isPresent() || committed.find(location).isPresent());
    if (!file) {
      return differBelow(location);
    }
    int slash = location.lastIndexOf('/');
    return slash < 0 ? trackedFilesDiffer() : differBelow(location.substring(0, slash));
  }

  private boolean differBelow(String folder) {
    Map<String, ObjectId> expected = committed.blobs(folder);
    for (FileEntry file : files.list(folder)) {
      ObjectId blob = expected.remove(file.path());
      if (blob == null || !isSame(file, blob.name())) {
        return true;
      }
    }
    return !expected.isEmpty();
  }

  /// Compares what a file at the root may include: every file that the commit has.
  private boolean trackedFilesDiffer() {
    for (Map.Entry<String, ObjectId> blob : committed.blobs("").entrySet()) {
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
    String known = BLOB_IDS.get(file.fingerprint());
    if (known != null) {
      return known;
    }
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII));
    String id = hash(file, digest);
    BLOB_IDS.put(file.fingerprint(), id);
    return id;
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
        committed
            .find(file.path())
            .filter(blob -> blob.size() <= LfsPointer.MAX_BYTES)
            .flatMap(blob -> LfsPointer.parse(committed.content(blob)));
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
}
