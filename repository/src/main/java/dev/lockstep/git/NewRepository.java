package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.AddCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/// Creates a repository with a history, for demonstrations.
public final class NewRepository {
  private NewRepository() {}

  /// Is one commit to make.
  ///
  /// @param files contents by path, written before the commit
  public record Entry(Instant at, String author, String message, Map<String, byte[]> files) {}

  /// Creates the repository on branch `main` in an empty folder, one commit an entry.
  ///
  /// Neither the user's hooks nor the user's signing key take part.
  ///
  /// *Errors*: `GIT` when the folder cannot be written.
  public static void create(Path folder, List<Entry> history) {
    GitLibrary.prepare();
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      for (Entry entry : history) {
        commit(git, folder, entry);
      }
    } catch (IOException | GitAPIException e) {
      throw new LockstepException(
          ErrorCode.GIT,
          "Cannot create a repository in " + folder + ": " + e.getMessage(),
          "Check that the folder is empty and can be written.",
          e);
    }
  }

  private static void commit(Git git, Path folder, Entry entry)
      throws IOException, GitAPIException {
    AddCommand add = git.add();
    for (Map.Entry<String, byte[]> file : entry.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      add.addFilepattern(file.getKey());
    }
    add.call();
    String address = entry.author().toLowerCase(java.util.Locale.ROOT).replace(' ', '.');
    PersonIdent person =
        new PersonIdent(entry.author(), address + "@shop.example", entry.at(), ZoneOffset.UTC);
    git.commit()
        .setMessage(entry.message())
        .setAuthor(person)
        .setCommitter(person)
        .setSign(false)
        .setNoVerify(true)
        .call();
  }
}
