package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.StoredConfig;

/// Makes a working copy of a commit, in which commands of the shell can work as in any clone.
///
/// *Shape*: links of the commit become plain files, submodules are left out, and nothing of the
/// repository runs while it is made.
public final class WorkingCopy {
  private WorkingCopy() {}

  /// Says what is copied.
  ///
  /// @param from a repository on this machine
  /// @param origin the address that the copy has for its remote
  /// @param branch that is checked out; the empty text for none
  /// @param ignored files that are not of the repository, in the root of the copy
  public record Wanted(
      GitRepository from, String origin, String commit, String branch, List<String> ignored) {}

  /// Makes one in a folder that is not there yet or empty.
  ///
  /// *Errors*: `GIT` when it cannot be made.
  public static void make(Wanted wanted, Path folder) {
    GitLibrary.prepare();
    try (Git git =
        Git.cloneRepository()
            .setURI(wanted.from().location().toUri().toString())
            .setDirectory(folder.toFile())
            .setNoCheckout(true)
            .setCloneSubmodules(false)
            .call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setBoolean("core", null, "symlinks", false);
      config.setString("core", null, "hooksPath", "/dev/null");
      config.setString("remote", "origin", "url", wanted.origin());
      config.save();
      Path info = folder.resolve(".git").resolve("info");
      Files.createDirectories(info);
      Files.writeString(
          info.resolve("exclude"),
          String.join("\n", wanted.ignored()) + "\n",
          StandardCharsets.UTF_8);
      RefUpdate head =
          git.getRepository().updateRef(Constants.HEAD, /* detach= */ wanted.branch().isEmpty());
      if (wanted.branch().isEmpty()) {
        head.setNewObjectId(ObjectId.fromString(wanted.commit()));
        head.forceUpdate();
      } else {
        head.link(Constants.R_HEADS + wanted.branch());
      }
      git.reset().setMode(ResetCommand.ResetType.HARD).setRef(wanted.commit()).call();
    } catch (IOException | GitAPIException e) {
      throw new LockstepException(
          ErrorCode.GIT,
          "A working copy of " + wanted.commit() + " cannot be made: " + e.getMessage(),
          "Check the free space and the rights of " + folder + ".",
          e);
    }
  }
}
