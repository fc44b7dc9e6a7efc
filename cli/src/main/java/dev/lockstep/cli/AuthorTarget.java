package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.BranchCommit;
import dev.lockstep.git.GitFolder;
import dev.lockstep.git.GitIdentity;
import dev.lockstep.git.GitRepository;
import dev.lockstep.git.RefText;
import dev.lockstep.migration.Draft;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Is where new files go: the working tree, a branch, or both when the branch is checked out.
///
/// @param files what the new ones are made for
/// @param repository null when there is none
/// @param branch null for the working tree alone
record AuthorTarget(
    Path root,
    FileTree files,
    @Nullable GitRepository repository,
    @Nullable BranchCommit branch,
    GitIdentity who)
    implements AutoCloseable {

  /// Says where files were written.
  ///
  /// @param branch empty for the working tree alone
  record Written(boolean done, String branch, String commit) {
    static final Written NOT = new Written(false, "", "");
  }

  static AuthorTarget of(
      CommandContext context, Workspace workspace, @Nullable String name, @Nullable String ref) {
    Path root = workspace.root();
    if (ref != null && RefText.parse(ref) instanceof RefText.Remote) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Nothing can be written for another repository.",
          "Clone it, and run the command there.");
    }
    GitRepository repository =
        name != null || GitFolder.discover(root).isPresent() ? GitRepository.open(root) : null;
    GitIdentity who =
        GitIdentity.of(repository, context.invocation()::variable, context.invocation().who());
    if (name == null || repository == null) {
      return new AuthorTarget(root, workspace.files(ref), repository, null, who);
    }
    BranchCommit branch = new BranchCommit(repository, name);
    String base = branch.exists() ? "refs/heads/" + name : ref == null ? "HEAD" : ref;
    if (ref != null && !repository.resolve(base).equals(repository.resolve(ref))) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The branch " + name + " is not at " + ref + ".",
          "Leave --ref out; the changes of the branch count.");
    }
    return new AuthorTarget(root, workspace.files(base), repository, branch, who);
  }

  /// Writes the files.
  ///
  /// *Errors*: `PLAN_STALE` when a file in the working tree is not the one that was read.
  Written write(Draft draft, String message) {
    BranchCommit to = branch;
    GitRepository git = repository;
    boolean here = to == null || to.isCheckedOut();
    if (here) {
      requireSame(draft);
    }
    String commit = "";
    if (to != null && git != null) {
      String prefix = git.prefixOf(root);
      SequencedMap<String, byte[]> inside = new LinkedHashMap<>();
      draft
          .files()
          .forEach((path, content) ->
              inside.put(prefix.isEmpty() ? path : prefix + "/" + path, content));
      commit =
          to.commit(
              files.commit().orElseThrow(),
              inside,
              draft.removed().stream()
                  .map(path -> prefix.isEmpty() ? path : prefix + "/" + path)
                  .toList(),
              new BranchCommit.Words(who, Instant.now(), message));
    }
    if (here) {
      writeHere(draft);
    }
    return new Written(true, to == null ? "" : to.name(), commit);
  }

  /// A file that somebody changed meanwhile, or has not committed, stays as it is.
  private void requireSame(Draft draft) {
    List<String> paths = new ArrayList<>(draft.files().sequencedKeySet());
    paths.addAll(draft.removed());
    for (String path : paths) {
      Path place = root.resolve(path);
      try {
        boolean known = files.find(path).isPresent();
        boolean same =
            known
                ? Files.isRegularFile(place)
                    && Arrays.equals(Files.readAllBytes(place), files.read(path))
                : !Files.exists(place);
        Path parent = existing(place);
        if (!same || !parent.toRealPath().startsWith(root.toRealPath())) {
          throw new LockstepException(
              ErrorCode.PLAN_STALE,
              "The file " + path + " in the working tree is not the one that was read.",
              "Commit or remove it, and run the command again.");
        }
      } catch (IOException e) {
        throw failed(path, e);
      }
    }
  }

  private static Path existing(Path place) {
    Path at = place;
    while (!Files.exists(at)) {
      at = Objects.requireNonNull(at.getParent());
    }
    return at;
  }

  private void writeHere(Draft draft) {
    List<Path> made = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : draft.files().entrySet()) {
      Path place = root.resolve(file.getKey());
      try {
        if (files.find(file.getKey()).isPresent()) {
          Path part = Files.createTempFile(place.getParent(), ".lockstep", ".tmp");
          Files.write(part, file.getValue());
          Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.createDirectories(place.getParent());
          Files.write(place, file.getValue(), StandardOpenOption.CREATE_NEW);
          made.add(place);
        }
      } catch (IOException e) {
        made.forEach(one -> one.toFile().delete());
        throw failed(file.getKey(), e);
      }
    }
    for (String path : draft.removed()) {
      try {
        Files.delete(root.resolve(path));
      } catch (IOException e) {
        throw failed(path, e);
      }
    }
  }

  private static LockstepException failed(String path, IOException e) {
    return new LockstepException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "The file " + path + " cannot be written: " + e.getMessage() + ".",
        "Make room or rights for it, and run the command again.",
        e);
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
    }
  }
}
