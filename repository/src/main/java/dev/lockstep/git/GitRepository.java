package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.Pin;
import dev.lockstep.source.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// Reads one local repository: its refs, the trees of its commits, its history.
///
/// *Shape*: bare repositories, linked work trees, shallow clones and repositories without a commit
/// are all read. Nothing is written. Safe for use by several threads.
///
/// *Errors*: `GIT` with what to do; a ref that does not exist is `USAGE`, a pin that does not
/// `CONFIGURATION`, told with the nearest that does.
public final class GitRepository implements AutoCloseable {
  private final GitFolder folder;
  private final Repository repository;
  private final RefSearch refs;

  private GitRepository(GitFolder folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
    this.refs = new RefSearch(repository);
  }

  /// Opens the repository that a folder belongs to.
  public static GitRepository open(Path folder) {
    GitFolder found =
        GitFolder.discover(folder)
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.USAGE,
                    folder + " does not belong to a Git repository.",
                    "Run the command inside a repository, or leave out refs and pins."));
    return open(found);
  }

  static GitRepository open(GitFolder folder) {
    return new GitRepository(folder, GitLibrary.open(folder));
  }

  /// Returns the folder of Git's own files.
  Path location() {
    return folder.commonDir();
  }

  /// Returns the commit that is checked out, or empty before the first one.
  public Optional<String> head() {
    try {
      ObjectId head = repository.resolve(Constants.HEAD);
      return Optional.ofNullable(head).map(ObjectId::name);
    } catch (IOException e) {
      throw GitWords.unreadable("HEAD", e);
    }
  }

  /// Returns the commit that a branch, tag, short or full id, or an expression such as `main~2`
  /// stands for.
  public String resolve(String revision) {
    return refs.any(revision);
  }

  /// Returns who wrote a commit, as `NAME <ADDRESS>`.
  public String author(String commit) {
    try {
      PersonIdent author = repository.parseCommit(ObjectId.fromString(commit)).getAuthorIdent();
      return GitWords.clean(author.getName() + " <" + author.getEmailAddress() + ">");
    } catch (IOException e) {
      throw GitWords.unreadable("The commit " + commit, e);
    }
  }

  /// Returns the commit that a pin stands for: a branch is looked for here first and then among
  /// those of the remote `origin`, which is all that many build servers have.
  public String resolve(Pin pin) {
    return switch (pin) {
      case Pin.Branch(String name) -> refs.branch(name);
      case Pin.Tag(String name) -> refs.tag(name);
      case Pin.Commit(String name) -> refs.commit(name);
    };
  }

  /// Returns the files of a revision.
  ///
  /// @param prefix the folder inside the repository that paths start from, empty for its root; see
  ///   [#prefixOf]
  public CommitTree tree(String revision, String prefix) {
    return tree(resolve(revision), prefix, revision);
  }

  /// Returns the files that a pin stands for.
  public CommitTree tree(Pin pin, String prefix) {
    return tree(resolve(pin), prefix, pin.name());
  }

  /// Returns the path of a folder of the work tree inside the repository, empty for its root.
  public String prefixOf(Path inside) {
    return folder.prefixOf(inside);
  }

  /// Tells whether the history at hand holds a commit; a rewritten or shallow one may not.
  public boolean contains(String commit) {
    if (!ObjectId.isId(commit)) {
      return false;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      walk.parseCommit(ObjectId.fromString(commit));
      return true;
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return false;
    } catch (IOException e) {
      throw GitWords.unreadable("The commit " + commit, e);
    }
  }

  /// Returns the newest commit that two histories share; empty where they share none, or the
  /// history at hand ends before it.
  public Optional<String> mergeBase(String one, String other) {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
      walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
      return Optional.ofNullable(walk.next()).map(RevCommit::name);
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw GitWords.unreadable("The history", e);
    }
  }

  /// Lists the commits that `to` has and `from` lacks and that touch one of the folders, newest
  /// first.
  ///
  /// @param from null for the whole history; also when it is not in the history at hand, so ask
  ///   [#contains] first
  /// @param folders folders or files, from the root of the repository; empty for any
  /// @param limit how many to list at most
  public Commits between(@Nullable String from, String to, List<String> folders, int limit) {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRewriteParents(false);
      walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
      if (from != null && contains(from)) {
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
      }
      walk.sort(RevSort.COMMIT_TIME_DESC);
      walk.sort(RevSort.TOPO, true);
      List<String> paths = folders.stream().map(TreePath::checkedFolder).toList();
      if (!paths.isEmpty() && !paths.contains("")) {
        walk.setTreeFilter(
            AndTreeFilter.create(PathFilterGroup.createFromStrings(paths), TreeFilter.ANY_DIFF));
      }
      List<Commits.Commit> commits = new ArrayList<>();
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        if (commits.size() == limit) {
          return new Commits(commits, true);
        }
        commits.add(describe(commit));
      }
      return new Commits(commits, false);
    } catch (IOException e) {
      throw GitWords.unreadable("The history", e);
    }
  }

  /// Lists the paths that differ between two commits.
  ///
  /// @param from null for nothing at all
  public List<String> changed(@Nullable String from, String to) {
    try (TreeWalk walk = new TreeWalk(repository)) {
      if (from == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(repository.parseCommit(ObjectId.fromString(from)).getTree());
      }
      walk.addTree(repository.parseCommit(ObjectId.fromString(to)).getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      List<String> paths = new ArrayList<>();
      while (walk.next()) {
        paths.add(walk.getPathString());
      }
      return paths;
    } catch (IOException e) {
      throw GitWords.unreadable("The commit " + to, e);
    }
  }

  /// Names every branch and tag, for completion and messages.
  public List<String> names() {
    return refs.all().stream().map(Ref::getName).map(Repository::shortenRefName).toList();
  }

  /// Returns what the repository's own configuration says.
  Config config() {
    return repository.getConfig();
  }

  /// Returns the library's view of this repository.
  Repository library() {
    return repository;
  }

  @Override
  public void close() {
    repository.close();
  }

  private CommitTree tree(String commit, String prefix, String name) {
    TreePath.checkedFolder(prefix);
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId root = walk.parseCommit(ObjectId.fromString(commit)).getTree();
      if (!prefix.isEmpty()) {
        root = below(root, prefix, name);
      }
      return new CommitTree(repository, commit, root, name);
    } catch (IOException e) {
      throw GitWords.unreadable("The commit " + commit, e);
    }
  }

  private ObjectId below(ObjectId root, String prefix, String name) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, prefix, root)) {
      if (walk == null || !walk.isSubtree()) {
        throw new LockstepException(
            ErrorCode.CHANGE_FILE,
            "There is no folder " + TreePath.shown(prefix) + " in " + GitWords.clean(name) + ".",
            "Use a ref that has it.");
      }
      return walk.getObjectId(0);
    }
  }

  private static Commits.Commit describe(RevCommit commit) {
    return new Commits.Commit(
        commit.name(),
        commit.getCommitterIdent().getWhenAsInstant(),
        GitWords.clean(commit.getAuthorIdent().getName()),
        GitWords.clean(commit.getShortMessage()));
  }
}
