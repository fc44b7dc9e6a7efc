package dev.lockstep.git;

/// Reads what the user gives as `--ref`.
public sealed interface RefText {
  /// A ref of the repository at hand.
  record Local(String revision) implements RefText {}

  /// A ref of another repository, written `ADDRESS#REF`.
  ///
  /// @param revision `HEAD`, the remote's default branch, when none was given
  record Remote(RemoteUrl url, String revision) implements RefText {}

  /// *Errors*: `USAGE` for an address that is not understood or not allowed.
  static RefText parse(String text) {
    int hash = text.indexOf('#');
    String address = hash < 0 ? text : text.substring(0, hash);
    if (!RemoteUrl.looksLikeUrl(address)) {
      return new Local(text);
    }
    String revision = hash < 0 ? "" : text.substring(hash + 1);
    return new Remote(RemoteUrl.parse(address), revision.isEmpty() ? "HEAD" : revision);
  }
}
