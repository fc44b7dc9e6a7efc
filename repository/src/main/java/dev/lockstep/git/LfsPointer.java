package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Is the small text that Git LFS keeps in place of a file's content.
///
/// @param oid SHA-256 of the content, in lower-case hex
///
///   *Source*: the Git LFS specification, version 1.
record LfsPointer(String oid) {
  static final int MAX_BYTES = 1024;

  private static final String FIRST_LINE = "version https://git-lfs.github.com/spec/";
  private static final String OID = "oid sha256:";

  static Optional<LfsPointer> parse(byte[] content) {
    if (content.length > MAX_BYTES || content.length < FIRST_LINE.length()) {
      return Optional.empty();
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (!text.startsWith(FIRST_LINE)) {
      return Optional.empty();
    }
    return text.lines()
        .filter(line -> line.startsWith(OID))
        .map(line -> new LfsPointer(line.substring(OID.length()).strip()))
        .findFirst();
  }

  /// Returns the content, unless it only points at the real one.
  static byte[] refused(String path, byte[] content) {
    if (parse(content).isPresent()) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          TreePath.shown(path) + " is a Git LFS pointer; its content is not in the repository.",
          "Keep files of changes out of Git LFS.");
    }
    return content;
  }
}
