package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.LeftOut;
import dev.lockstep.source.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the files of a folder as they are, whether Git knows them or not.
///
/// A folder is walked once and its listing stays, so that everything a command does is done with
/// the same files: one that changes after it was first looked at is refused.
///
/// *Shape*: the folder may be a part of a work tree or stand outside of any repository; then there
/// is no commit. `.git`, symbolic links, nested repositories and devices are left out. The commit
/// is the one that was checked out when the tree was created.
///
/// *Units*: a file has at most 50 MiB unless said otherwise, a listing at most 200,000 files.
public final class WorkingTree implements FileTree {
  static final long MAX_FILE_BYTES = 50L << 20;
  static final int MAX_FILES = 200_000;

  private final Path root;
  private final long maxFileBytes;
  private final Optional<GitFolder> git;
  private final Optional<String> commit;

  private final Map<String, Listing> listings = new ConcurrentHashMap<>();

  /// What the first look said of files, by path.
  private final Map<String, FileEntry> seen = new ConcurrentHashMap<>();

  /// Folders that were looked at and are folders of this tree indeed.
  private final Set<String> goodFolders = ConcurrentHashMap.newKeySet();

  /// Opens a folder.
  ///
  /// *Errors*: `CHANGE_FILE` when it does not exist, `GIT` when its repository is broken.
  public WorkingTree(Path root) {
    this(root, MAX_FILE_BYTES);
  }

  /// Opens a folder with another limit for the size of a file.
  public WorkingTree(Path root, long maxFileBytes) {
    try {
      this.root = root.toRealPath();
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE, "The folder " + root + " does not exist.", null, e);
    }
    this.maxFileBytes = maxFileBytes;
    this.git = GitFolder.discover(this.root).filter(found -> found.workTree() != null);
    this.commit = git.flatMap(GitFolder::head);
  }

  @Override
  public String description() {
    return "working tree";
  }

  @Override
  public Optional<String> commit() {
    return commit;
  }

  @Override
  public List<FileEntry> list(String folder) {
    return listing(folder).files();
  }

  @Override
  public List<LeftOut> leftOut(String folder) {
    return listing(folder).leftOut();
  }

  @Override
  public Listing listing(String folder) {
    TreePath.checkedFolder(folder);
    Listing known = listings.get(folder);
    if (known != null) {
      return known;
    }
    Listing listing = walk(folder);
    listing.files().forEach(file -> seen.putIfAbsent(file.path(), file));
    listings.put(folder, listing);
    return listing;
  }

  @Override
  public Optional<FileEntry> find(String path) {
    TreePath.checked(path);
    return attributes(path)
        .filter(BasicFileAttributes::isRegularFile)
        .map(attributes -> {
          FileEntry entry = entry(path, attributes);
          seen.putIfAbsent(path, entry);
          return entry;
        });
  }

  @Override
  public byte[] read(String path) {
    FileEntry entry =
        find(path)
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.CHANGE_FILE,
                    "There is no file " + TreePath.shown(path) + " in the working tree.",
                    "Check its name, also for upper and lower case."));
    if (!seen.getOrDefault(path, entry).fingerprint().equals(entry.fingerprint())) {
      throw new LockstepException(
          ErrorCode.PLAN_STALE,
          TreePath.shown(path) + " was changed while this command was running.",
          "Let the change be finished, then run the same command again.");
    }
    if (entry.size() > maxFileBytes) {
      throw tooLarge(path, entry.size(), maxFileBytes);
    }
    try (InputStream content = open(path)) {
      byte[] bytes = content.readNBytes((int) maxFileBytes + 1);
      if (bytes.length > maxFileBytes) {
        throw tooLarge(path, bytes.length, maxFileBytes);
      }
      return LfsPointer.refused(path, bytes);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /// Tells whether any file below one of the folders differs from the commit.
  ///
  /// *Shape*: new and deleted files count, ignored ones too, for a deployment would read them; a
  /// difference in line ends alone does not. For a file its whole folder is compared. Without a
  /// repository nothing differs; before the first commit every file does.
  @Override
  public boolean differsFromCommit(List<String> folders) {
    if (git.isEmpty()) {
      return false;
    }
    if (commit.isEmpty()) {
      return folders.stream().anyMatch(folder -> !list(folder).isEmpty() || isFile(folder));
    }
    try (TreeComparison comparison = new TreeComparison(this, git.get(), commit.get())) {
      return folders.stream().anyMatch(comparison::differs);
    }
  }

  Path root() {
    return root;
  }

  /// Opens a file of the tree for reading, never through a symbolic link.
  InputStream open(String path) throws IOException {
    return Channels.newInputStream(
        Files.newByteChannel(
            resolve(path), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  static LockstepException tooLarge(String path, long size, long limit) {
    return new LockstepException(
        ErrorCode.TOO_LARGE,
        TreePath.shown(path) + " has " + size + " bytes; the limit is " + limit + ".",
        "Divide the file, or load the data in another way.");
  }

  private boolean isFile(String path) {
    return !path.isEmpty() && find(path).isPresent();
  }

  private Listing walk(String folder) {
    FolderWalk walk = new FolderWalk(root, MAX_FILES);
    if (folder.isEmpty()
        || attributes(folder).filter(BasicFileAttributes::isDirectory).isPresent()) {
      try {
        Files.walkFileTree(resolve(folder), walk);
      } catch (IOException e) {
        throw unreadable(folder, e);
      }
    }
    return walk.listing();
  }

  /// Returns what stands at a path, having looked at every folder on the way; empty when nothing
  /// does.
  private Optional<BasicFileAttributes> attributes(String path) {
    List<String> folders = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.substring(0, slash));
    }
    for (String folder : folders) {
      if (!goodFolders.contains(folder)) {
        Optional<BasicFileAttributes> found = own(folder);
        if (found.isEmpty() || !found.get().isDirectory()) {
          return Optional.empty();
        }
        goodFolders.add(folder);
      }
    }
    return own(path);
  }

  private Optional<BasicFileAttributes> own(String path) {
    try {
      Path place = resolve(path);
      BasicFileAttributes attributes =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Optional<String> refusal = FolderWalk.refusal(place, attributes);
      if (refusal.isPresent()) {
        throw new LockstepException(
            ErrorCode.CHANGE_FILE,
            TreePath.shown(path)
                + " "
                + refusal.get()
                + "; only files of this repository are read.",
            "Put the files themselves into the repository.");
      }
      return Optional.of(attributes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "The file name " + TreePath.shown(path) + " cannot be used on this system.",
          "Set the locale to one with UTF-8, for example LC_ALL=C.UTF-8, or rename the file.",
          e);
    }
  }

  private static LockstepException unreadable(String path, IOException e) {
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        TreePath.shown(path)
            + " cannot be read: "
            + (e instanceof AccessDeniedException
                ? "this user may not read it"
                : GitWords.clean(String.valueOf(e.getMessage())))
            + ".",
        "Check the rights of the file and its folders.",
        e);
  }

  static FileEntry entry(String path, BasicFileAttributes attributes) {
    var modified = attributes.lastModifiedTime().toInstant();
    String fingerprint =
        attributes.size()
            + ":"
            + modified.getEpochSecond()
            + "."
            + modified.getNano()
            + ":"
            + attributes.fileKey();
    return new FileEntry(path, attributes.size(), fingerprint);
  }
}
