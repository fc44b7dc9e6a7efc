package dev.lockstep.source;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import java.util.Optional;

/// Gives read-only access to the files of one commit or of a working tree.
///
/// *Shape*: paths are relative to the tree's root, separated by `/`, without `.` or `..` parts.
/// Only regular files exist; symbolic links, submodules and devices are refused when named and left
/// out of listings. Listings are sorted by path (code points).
///
/// *Errors*: `CHANGE_FILE` for a path that leaves the tree, is no regular file or does not exist;
/// `PLAN_STALE` for one that changed since it was first looked at; `TOO_LARGE` for a file beyond
/// the size limit, before it is read; `GIT` when the repository fails.
public interface FileTree {
  /// Holds no file.
  FileTree EMPTY =
      new FileTree() {
        @Override
        public String description() {
          return "no files";
        }

        @Override
        public Optional<String> commit() {
          return Optional.empty();
        }

        @Override
        public List<FileEntry> list(String folder) {
          return List.of();
        }

        @Override
        public Optional<FileEntry> find(String path) {
          return Optional.empty();
        }

        @Override
        public byte[] read(String path) {
          throw new LockstepException(ErrorCode.CHANGE_FILE, "There is no file " + path + ".");
        }

        @Override
        public boolean differsFromCommit(List<String> folders) {
          return false;
        }
      };

  /// Returns how users know this tree: `working tree`, or a ref and its short commit.
  String description();

  /// Returns the commit the tree stands on, or empty when there is no Git repository.
  Optional<String> commit();

  /// Lists all files below a folder, at any depth; empty when the folder does not exist.
  List<FileEntry> list(String folder);

  /// Lists what stands below a folder and is left out of [#list], with the reason, sorted by path.
  default List<LeftOut> leftOut(String folder) {
    return List.of();
  }

  /// Lists both at once, for the price of one walk.
  default Listing listing(String folder) {
    return new Listing(list(folder), leftOut(folder));
  }

  /// Is what stands below a folder: the files, and what is left out of them.
  record Listing(List<FileEntry> files, List<LeftOut> leftOut) {
    public Listing {
      files = List.copyOf(files);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// Returns the entry of one file, or empty when it does not exist or is a folder.
  Optional<FileEntry> find(String path);

  /// Reads a whole file.
  byte[] read(String path);

  /// Tells whether any file below one of the folders differs from the commit.
  boolean differsFromCommit(List<String> folders);
}
