package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.LeftOut;
import dev.lockstep.source.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Reads the files of one commit from Git's objects, never from a checkout.
///
/// *Shape*: readable as long as its repository is open; safe for use by several threads. Symbolic
/// links, submodules and names that no file system should see are left out. A fingerprint is the
/// blob's id.
///
/// *Units*: a file has at most 50 MiB, a listing at most 200,000 files.
public final class CommitTree implements FileTree {
  private static final int SHORT_ID = 7;

  private final Repository repository;
  private final String commit;
  private final ObjectId root;
  private final String name;

  /// @param root the tree that paths start from, the commit's own or one below it
  /// @param name how the user called the commit
  CommitTree(Repository repository, String commit, ObjectId root, String name) {
    this.repository = repository;
    this.commit = commit;
    this.root = root;
    this.name = name;
  }

  @Override
  public String description() {
    String shortId = commit.substring(0, SHORT_ID);
    return commit.startsWith(name) ? shortId : name + " (" + shortId + ")";
  }

  @Override
  public Optional<String> commit() {
    return Optional.of(commit);
  }

  @Override
  public List<FileEntry> list(String folder) {
    return listing(folder).files();
  }

  @Override
  public List<LeftOut> leftOut(String folder) {
    return read(folder, (_, scan) -> scan.leftOut());
  }

  @Override
  public Listing listing(String folder) {
    return read(folder, (reader, scan) -> new Listing(scan.files(reader), scan.leftOut()));
  }

  /// Returns the ids of the blobs below a folder, by path.
  SequencedMap<String, ObjectId> blobs(String folder) {
    return read(folder, (_, scan) -> scan.blobs());
  }

  @Override
  public Optional<FileEntry> find(String path) {
    TreePath.checked(path);
    try (ObjectReader reader = repository.newObjectReader()) {
      Optional<Found> found = locate(reader, path);
      if (found.isEmpty() || found.get().mode().equals(FileMode.TREE)) {
        return Optional.empty();
      }
      ObjectId blob = found.get().id();
      long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
      return Optional.of(new FileEntry(path, size, blob.name()));
    } catch (IOException e) {
      throw GitWords.unreadable(TreePath.shown(path), e);
    }
  }

  @Override
  public byte[] read(String path) {
    FileEntry entry =
        find(path)
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.CHANGE_FILE,
                    "There is no file " + TreePath.shown(path) + " in " + description() + ".",
                    "Check its name, also for upper and lower case."));
    if (entry.size() > WorkingTree.MAX_FILE_BYTES) {
      throw WorkingTree.tooLarge(path, entry.size(), WorkingTree.MAX_FILE_BYTES);
    }
    return LfsPointer.refused(path, content(entry));
  }

  /// Returns false: the files are those of the commit.
  @Override
  public boolean differsFromCommit(List<String> folders) {
    return false;
  }

  /// Returns the content of a file found before, whatever it is.
  byte[] content(FileEntry entry) {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reader
          .open(ObjectId.fromString(entry.fingerprint()), Constants.OBJ_BLOB)
          .getCachedBytes((int) WorkingTree.MAX_FILE_BYTES);
    } catch (IOException e) {
      throw GitWords.unreadable(TreePath.shown(entry.path()), e);
    }
  }

  private <T> T read(String folder, ScanReading<T> reading) {
    TreePath.checkedFolder(folder);
    TreeScan scan = new TreeScan(WorkingTree.MAX_FILES);
    try (ObjectReader reader = repository.newObjectReader()) {
      if (folder.isEmpty()) {
        scan.scan(reader, root, "");
      } else {
        Optional<Found> found = locate(reader, folder);
        if (found.isPresent() && found.get().mode().equals(FileMode.TREE)) {
          scan.scan(reader, found.get().id(), folder + "/");
        }
      }
      return reading.of(reader, scan);
    } catch (IOException e) {
      throw GitWords.unreadable(TreePath.shown(folder), e);
    }
  }

  /// Goes down the path part by part, so that a link on the way is named and not just missing.
  private Optional<Found> locate(ObjectReader reader, String path) throws IOException {
    int end = path.indexOf('/');
    while (end >= 0) {
      Optional<Found> folder = entry(reader, path.substring(0, end));
      if (folder.isEmpty() || !folder.get().mode().equals(FileMode.TREE)) {
        return Optional.empty();
      }
      end = path.indexOf('/', end + 1);
    }
    return entry(reader, path);
  }

  private Optional<Found> entry(ObjectReader reader, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, path, root)) {
      if (walk == null) {
        return Optional.empty();
      }
      FileMode mode = walk.getFileMode();
      Optional<String> refusal = TreeScan.refusal(mode);
      if (refusal.isPresent()) {
        throw new LockstepException(
            ErrorCode.CHANGE_FILE,
            TreePath.shown(path)
                + " "
                + refusal.get()
                + "; only files of this repository are read.",
            "Put the files themselves into the repository.");
      }
      return Optional.of(new Found(mode, walk.getObjectId(0)));
    }
  }

  private record Found(FileMode mode, ObjectId id) {}

  /// Is what to take from a scan while its objects can be read.
  private interface ScanReading<T> {
    T of(ObjectReader reader, TreeScan scan) throws IOException;
  }
}
