package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.RemoteUrl.Scheme;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/// Keeps bare copies of remote repositories in a cache and brings them up to date.
///
/// *Shape*: a copy has the remote's branches and tags, and its default branch as `HEAD`. Copies can
/// be deleted at any time. Two processes may use the same cache.
///
/// *Errors*: `GIT` with the cause; no message holds a credential.
public final class RemoteMirrors {
  private static final List<RefSpec> EVERYTHING =
      List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

  /// How many times as long as for a silent other side is waited for another process: that one may
  /// be fetching much.
  private static final int PATIENCE = 10;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path cache;
  private final Path home;
  private final Duration timeout;
  private final Function<String, @Nullable String> environment;

  /// Creates the cache's keeper.
  ///
  /// @param cache the folder of all copies, see [#cacheFolder]
  /// @param home the user's home, for keys and known hosts of ssh
  /// @param timeout how long the other side may be silent
  /// @param environment `LOCKSTEP_GIT_TOKEN` and `LOCKSTEP_GIT_USERNAME` are for https
  public RemoteMirrors(
      Path cache, Path home, Duration timeout, Function<String, @Nullable String> environment) {
    this.cache = cache;
    this.home = home;
    this.timeout = timeout;
    this.environment = environment;
  }

  /// Returns the usual folder, below `XDG_CACHE_HOME` or the user's `.cache`.
  public static Path cacheFolder(Function<String, @Nullable String> environment, Path home) {
    String given = environment.apply("XDG_CACHE_HOME");
    boolean usable = given != null && Path.of(given).isAbsolute();
    Path base = usable ? Path.of(given) : home.resolve(".cache");
    return base.resolve("lockstep").resolve("git");
  }

  /// Brings the copy of a remote repository up to date and opens it.
  public GitRepository fetch(RemoteUrl url) {
    GitLibrary.prepare();
    Path folder = cache.resolve(folderName(url));
    try {
      createPrivate(cache);
      Path lockFile = cache.resolve(folder.getFileName() + ".lock");
      synchronized (this) {
        try (FileChannel channel =
                FileChannel.open(
                    lockFile,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock _ = lock(channel, lockFile, url)) {
          update(url, folder);
        }
      }
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.GIT,
          "The cache of remote repositories in " + cache + " cannot be written.",
          "Check the rights and the free space of that folder.",
          e);
    }
    return GitRepository.open(new GitFolder(folder, folder, null));
  }

  /// Takes turns with other processes, but does not wait for ever for one that hangs.
  private FileLock lock(FileChannel channel, Path file, RemoteUrl url) throws IOException {
    Duration patience = timeout.multipliedBy(PATIENCE);
    long end = System.nanoTime() + patience.toNanos();
    FileLock lock = channel.tryLock();
    while (lock == null) {
      if (System.nanoTime() - end >= 0) {
        throw new LockstepException(
            ErrorCode.GIT,
            "Another process"
                + holder(channel)
                + " has been fetching from "
                + url
                + " for more than "
                + patience.toSeconds()
                + " s.",
            "Wait until it has finished or end it, then run the same command again; the lock is the"
                + " file "
                + file
                + ".");
      }
      pause();
      lock = channel.tryLock();
    }
    byte[] mine = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mine), 0);
    return lock;
  }

  /// Returns the number of the process that took the lock last, as it wrote it down.
  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    int length = channel.read(text, 0);
    String number = length < 1 ? "" : new String(text.array(), 0, length, StandardCharsets.UTF_8);
    return number.matches("[0-9]+") ? " (number " + number + ")" : "";
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LockstepException(
          ErrorCode.INTERRUPTED, "The run was stopped while waiting for another fetch.");
    }
  }

  private void update(RemoteUrl url, Path folder) throws IOException {
    boolean isNew = !Files.exists(folder.resolve(Constants.HEAD));
    GitFolder place = new GitFolder(folder, folder, null);
    try (Repository repository = isNew ? create(folder) : GitLibrary.open(place)) {
      fetch(url, repository);
    }
  }

  private static Repository create(Path folder) throws IOException {
    Repository repository =
        new org.eclipse.jgit.storage.file.FileRepositoryBuilder()
            .setGitDir(folder.toFile())
            .setBare()
            .build();
    repository.create(true);
    // A copy is small and thrown away at will; a collection in the background would outlive the
    // fetch.
    repository.getConfig().setInt("gc", null, "auto", 0);
    repository.getConfig().save();
    return repository;
  }

  private void fetch(RemoteUrl url, Repository repository) throws IOException {
    try (Transport transport = Transport.open(repository, new URIish(url.text()))) {
      transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
      transport.setRemoveDeletedRefs(true);
      transport.setTagOpt(TagOpt.FETCH_TAGS);
      transport.setCredentialsProvider(new TokenCredentials(url, environment));
      if (transport instanceof SshTransport ssh) {
        SshAccess.configure(ssh, home);
      }
      FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE, EVERYTHING);
      followDefaultBranch(repository, result);
    } catch (TransportException | NotSupportedException | JGitInternalException e) {
      throw new LockstepException(
          ErrorCode.GIT,
          "Cannot fetch from " + url + ": " + RemoteWords.reason(e, url) + ".",
          RemoteWords.nextStep(e, url),
          e);
    } catch (URISyntaxException e) {
      throw new LockstepException(
          ErrorCode.GIT, "The address of the repository is not understood.", null, e);
    }
  }

  private static void followDefaultBranch(Repository repository, FetchResult result)
      throws IOException {
    Ref head = result.getAdvertisedRef(Constants.HEAD);
    if (head != null && head.isSymbolic()) {
      RefUpdate update = repository.updateRef(Constants.HEAD);
      update.disableRefLog();
      update.link(head.getTarget().getName());
    }
  }

  private static String folderName(RemoteUrl url) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(url.text().getBytes(StandardCharsets.UTF_8));
      String tail = url.text().replaceFirst("(\\.git)?/*$", "").replaceFirst(".*[/:]", "");
      String readable = tail.replaceAll("[^A-Za-z0-9_-]", "_");
      String start = readable.substring(0, Math.min(readable.length(), 40));
      return start + "-" + HexFormat.of().formatHex(digest, 0, 8) + ".git";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /// Tells whether an address is one that credentials may be sent to.
  static boolean takesToken(RemoteUrl url) {
    return url.scheme() == Scheme.HTTPS || url.scheme() == Scheme.HTTP;
  }
}
