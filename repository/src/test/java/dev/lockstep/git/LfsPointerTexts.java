package dev.lockstep.git;

/// Holds a pointer and the content that it points at.
final class LfsPointerTexts {
  static final String CONTENT = "hello\n";

  static final String POINTER =
      """
      version https://git-lfs.github.com/spec/v1
      oid sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
      size 6
      """;

  private LfsPointerTexts() {}
}
