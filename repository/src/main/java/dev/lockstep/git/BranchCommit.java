package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Commits files on a branch. No hook runs, and nothing is signed.
///
/// *Shape*: nothing but Git's objects and the branch changes, so that checkout and index stay as
/// they are; of the branch that is checked out, the index gets exactly the committed files, and
/// whoever calls writes them to the work tree.
///
/// @param name of the branch, without `refs/heads/`
public record BranchCommit(GitRepository repository, String name) {
  /// *Errors*: `USAGE` for a name that no branch may have.
  public BranchCommit {
    if (!Repository.isValidRefName(Constants.R_HEADS + name) || name.startsWith("-")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "'" + GitWords.clean(name) + "' is no name for a branch.",
          "Write it without spaces, such as feature/orders.");
    }
  }

  /// Is what to say of a commit.
  public record Words(GitIdentity who, Instant at, String message) {}

  /// Tells whether the branch is there.
  public boolean exists() {
    return tip().isPresent();
  }

  /// Tells whether the branch is the one that is checked out.
  public boolean isCheckedOut() {
    try {
      return (Constants.R_HEADS + name).equals(git().getFullBranch());
    } catch (IOException e) {
      throw GitWords.unreadable("HEAD", e);
    }
  }

  /// Commits the files on the branch.
  ///
  /// *Errors*: `GIT` when the branch moved meanwhile.
  ///
  /// @param parent the commit that the files were made for
  /// @param files whole contents by path from the repository's root
  /// @param removed paths of files that are no more
  /// @return the new commit
  public String commit(
      String parent, SequencedMap<String, byte[]> files, List<String> removed, Words words) {
    try (ObjectInserter inserter = git().newObjectInserter();
        RevWalk walk = new RevWalk(git())) {
      ObjectId base = ObjectId.fromString(parent);
      Map<String, Blob> blobs = new LinkedHashMap<>();
      Edit edit = new Edit(blobs, removed);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue());
        blobs.put(file.getKey(), new Blob(blob, file.getValue().length));
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setParentId(base);
      commit.setTreeId(tree(inserter, walk.parseTree(base), edit));
      PersonIdent person =
          new PersonIdent(
              words.who().name(), words.who().email(), words.at(), ZoneId.systemDefault());
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage(words.message());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      move(id, base);
      if (isCheckedOut()) {
        stage(edit);
      }
      return id.name();
    } catch (IOException e) {
      throw failed(GitWords.reason(e), e);
    }
  }

  private ObjectId tree(ObjectInserter inserter, ObjectId base, Edit edit) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder all = index.builder();
    try (ObjectReader reader = git().newObjectReader()) {
      all.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, base);
    }
    all.finish();
    edit.of(index).finish();
    return index.writeTree(inserter);
  }

  /// Is a file's content as Git keeps it.
  private record Blob(ObjectId id, int length) {}

  /// Is what changes in a tree.
  private record Edit(Map<String, Blob> blobs, List<String> removed) {
    DirCacheEditor of(DirCache index) {
      DirCacheEditor editor = index.editor();
      removed.forEach(path -> editor.add(new DirCacheEditor.DeletePath(path)));
      blobs.forEach((path, blob) ->
          editor.add(
              new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                  if (entry.getRawMode() == 0) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                  }
                  entry.setObjectId(blob.id());
                  // Git takes a file of another length for changed without looking into it.
                  entry.setLength(blob.length());
                }
              }));
      return editor;
    }
  }

  private void stage(Edit edit) throws IOException {
    DirCache index = git().lockDirCache();
    try {
      if (!edit.of(index).commit()) {
        throw failed("its index cannot be written", null);
      }
    } finally {
      index.unlock();
    }
  }

  /// Moves the branch, unless somebody else has.
  private void move(ObjectId to, ObjectId base) throws IOException {
    RefUpdate update = git().updateRef(Constants.R_HEADS + name);
    update.setExpectedOldObjectId(exists() ? base : ObjectId.zeroId());
    update.setNewObjectId(to);
    update.setRefLogMessage("commit: lockstep author", false);
    RefUpdate.Result result = update.update();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
      throw failed(
          switch (result) {
            case LOCK_FAILURE, REJECTED -> "it moved meanwhile, or another process holds it";
            default -> "Git answered " + result;
          },
          null);
    }
  }

  private Optional<ObjectId> tip() {
    try {
      return Optional.ofNullable(git().resolve(Constants.R_HEADS + name + "^{commit}"));
    } catch (IOException e) {
      throw GitWords.unreadable("The branch " + name, e);
    }
  }

  private Repository git() {
    return repository.library();
  }

  private LockstepException failed(String why, @Nullable Exception cause) {
    return new LockstepException(
        ErrorCode.GIT,
        "Nothing could be committed on " + name + ": " + why + ".",
        "Look at the branch, and run the command again.",
        cause);
  }
}
