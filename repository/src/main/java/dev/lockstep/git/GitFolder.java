package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is where a repository keeps its data, found without loading a Git library, which would cost a
/// cold command more than everything else it does.
///
/// @param gitDir holds `HEAD`
/// @param commonDir holds refs and objects; another folder than `gitDir` for a linked work tree
/// @param workTree the folder that is checked out; null for a bare repository
///
///   *Source*: gitrepository-layout(5).
public record GitFolder(Path gitDir, Path commonDir, @Nullable Path workTree) {
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}");
  private static final int MAX_SYMBOLIC = 5;
  private static final int MAX_LINE = 4096;

  /// Returns the repository that a folder belongs to, or empty when there is none.
  public static Optional<GitFolder> discover(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    for (Path at = absolute; at != null; at = at.getParent()) {
      Path inside = at.resolve(".git");
      if (isGitDir(inside)) {
        return Optional.of(new GitFolder(inside, commonDir(inside), at));
      }
      if (Files.isRegularFile(inside)) {
        return Optional.of(linked(inside, at));
      }
      if (isGitDir(at)) {
        return Optional.of(new GitFolder(at, commonDir(at), null));
      }
    }
    return Optional.empty();
  }

  /// Returns the commit that is checked out, or empty before the first one.
  Optional<String> head() {
    String name = "HEAD";
    for (int hops = 0; hops < MAX_SYMBOLIC; hops++) {
      Optional<String> content = loose(name);
      if (content.isEmpty()) {
        return packed(name);
      }
      String text = content.get();
      if (OBJECT_ID.matcher(text).matches()) {
        return content;
      }
      if (!text.startsWith("ref:")) {
        throw unreadable(name, null);
      }
      name = text.substring("ref:".length()).strip();
      if (name.equals("refs/heads/.invalid")) {
        // The refs are kept as a reftable, which is the library's business.
        try (GitRepository repository = GitRepository.open(this)) {
          return repository.head();
        }
      }
    }
    throw unreadable(name, null);
  }

  /// Returns the path of a folder inside the work tree, empty for its root.
  public String prefixOf(Path folder) {
    if (workTree == null) {
      return "";
    }
    Path relative = real(workTree).relativize(real(folder));
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private Optional<String> loose(String name) {
    if (name.contains("..") || name.startsWith("/")) {
      throw unreadable(name, null);
    }
    boolean own = name.equals("HEAD") || name.startsWith("refs/worktree/");
    try {
      Path file = (own ? gitDir : commonDir).resolve(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      return Optional.of(firstLine(file));
    } catch (IOException | InvalidPathException e) {
      throw unreadable(name, e);
    }
  }

  private Optional<String> packed(String name) {
    Path file = commonDir.resolve("packed-refs");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String end = " " + name;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(end) && line.length() == 40 + end.length()) {
          return Optional.of(line.substring(0, 40));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static GitFolder linked(Path pointer, Path workTree) {
    try {
      String line = firstLine(pointer);
      if (line.startsWith("gitdir:")) {
        Path gitDir = workTree.resolve(line.substring("gitdir:".length()).strip()).normalize();
        if (Files.isDirectory(gitDir)) {
          return new GitFolder(gitDir, commonDir(gitDir), workTree);
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw broken(pointer, e);
    }
    throw broken(pointer, null);
  }

  private static LockstepException broken(Path pointer, @Nullable Throwable cause) {
    return new LockstepException(
        ErrorCode.GIT,
        pointer + " does not lead to a Git repository.",
        "Repair it with `git worktree repair`, or remove the file.",
        cause);
  }

  private static Path commonDir(Path gitDir) {
    Path file = gitDir.resolve("commondir");
    if (!Files.isRegularFile(file)) {
      return gitDir;
    }
    try {
      return gitDir.resolve(firstLine(file)).normalize();
    } catch (IOException | InvalidPathException e) {
      throw broken(file, e);
    }
  }

  private static boolean isGitDir(Path folder) {
    return Files.isRegularFile(folder.resolve("HEAD"))
        && (Files.isDirectory(folder.resolve("objects"))
            || Files.isRegularFile(folder.resolve("commondir")));
  }

  private static String firstLine(Path file) throws IOException {
    byte[] start;
    try (var stream = Files.newInputStream(file)) {
      start = stream.readNBytes(MAX_LINE);
    }
    String text = new String(start, StandardCharsets.UTF_8);
    return text.lines().findFirst().orElse("").strip();
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE, "The folder " + folder + " cannot be read.", null, e);
    }
  }

  private LockstepException unreadable(String name, @Nullable Throwable cause) {
    return new LockstepException(
        ErrorCode.GIT,
        "The Git repository " + gitDir + " cannot be read: its " + name + " is broken.",
        "Check it with `git fsck`.",
        cause);
  }
}
