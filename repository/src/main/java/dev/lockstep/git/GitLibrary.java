package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Sets the Git library up so that it reads repositories and nothing else.
///
/// Left alone, it runs the `git` program to find a system configuration, measures the clock of the
/// file system by writing probe files into the user's repository, and writes what it measured below
/// the user's home; the first command in a new home takes seconds for that.
///
/// *Shape*: the user's own Git configuration takes no part, so a command does the same everywhere.
final class GitLibrary {
  private GitLibrary() {}

  /// Makes the library ready; the first call decides for the whole process.
  static void prepare() {
    if (!(SystemReader.getInstance() instanceof ReadingOnly)) {
      SystemReader.setInstance(new ReadingOnly());
    }
  }

  static Repository open(GitFolder folder) {
    prepare();
    try {
      FileRepositoryBuilder builder = new FileRepositoryBuilder();
      builder.setGitDir(folder.gitDir().toFile()).setMustExist(true);
      if (folder.workTree() == null) {
        builder.setBare();
      } else {
        // Named here, so that core.worktree in the repository's configuration cannot move it.
        builder.setWorkTree(folder.workTree().toFile());
      }
      if (!folder.commonDir().equals(folder.gitDir())) {
        builder.setGitCommonDir(folder.commonDir().toFile());
      }
      return builder.build();
    } catch (RepositoryNotFoundException e) {
      throw failure(folder, "it is no repository", e);
    } catch (IOException | IllegalArgumentException e) {
      throw failure(folder, GitWords.reason(e), e);
    }
  }

  private static LockstepException failure(GitFolder folder, String reason, Exception cause) {
    return new LockstepException(
        ErrorCode.GIT,
        "The Git repository " + folder.gitDir() + " cannot be opened: " + reason + ".",
        "Check it with `git fsck`.",
        cause);
  }

  /// Keeps the library away from programs, from the user's configuration and from probe files.
  private static final class ReadingOnly extends SystemReader.Delegate {
    ReadingOnly() {
      super(SystemReader.getInstance());
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
      return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
      return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      return new Nothing(parent, fs);
    }
  }

  /// Holds only what spares the library its measurements: a careful guess at the file system's
  /// clock.
  private static final class Nothing extends FileBasedConfig {
    private static final String CLOCK = "10 milliseconds";

    @SuppressWarnings("NullAway") // The library takes null for no parent and for no file.
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public void save() {}

    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      return section.equals("filesystem") ? CLOCK : super.getString(section, subsection, name);
    }
  }
}
