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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the files of a folder with those of a commit by their content.
///
/// *Source*: a blob's id is the SHA-1 of `blob SIZE`, a zero byte and the content.
record TreeComparison(WorkingTree files, CommitTree committed) {
  private static final int BUFFER = 64 * 1024;

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
    Map<String, FileEntry> expected = byPath(committed.list(folder));
    for (FileEntry file : files.list(folder)) {
      FileEntry blob = expected.remove(file.path());
      if (blob == null || !isSame(file, blob)) {
        return true;
      }
    }
    return !expected.isEmpty();
  }

  /// Compares what a file at the root may include: every file that the commit has.
  private boolean trackedFilesDiffer() {
    for (FileEntry blob : committed.list("")) {
      Optional<FileEntry> file = files.find(blob.path());
      if (file.isEmpty() || !isSame(file.get(), blob)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(FileEntry file, FileEntry blob) {
    try {
      if (file.size() == blob.size() && blobId(file).equals(blob.fingerprint())) {
        return true;
      }
      return isSameWithOtherLineEnds(file, blob) || isContentOfPointer(file, blob);
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
  private boolean isSameWithOtherLineEnds(FileEntry file, FileEntry blob) throws IOException {
    if (file.size() <= blob.size() || file.size() > WorkingTree.MAX_FILE_BYTES) {
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
    return HexFormat.of().formatHex(digest.digest()).equals(blob.fingerprint());
  }

  private boolean isContentOfPointer(FileEntry file, FileEntry blob) throws IOException {
    if (blob.size() > LfsPointer.MAX_BYTES) {
      return false;
    }
    Optional<LfsPointer> pointer = LfsPointer.parse(committed.content(blob));
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

  private static Map<String, FileEntry> byPath(List<FileEntry> entries) {
    Map<String, FileEntry> byPath = new HashMap<>();
    entries.forEach(entry -> byPath.put(entry.path(), entry));
    return byPath;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
