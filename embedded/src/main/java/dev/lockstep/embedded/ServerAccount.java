package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Says as whom a PostgreSQL server runs, which refuses to run as root.
///
/// *Shape*: `prefix` precedes every server command and is empty for an ordinary user; `user` is the
/// account that must own the server's data, empty when that is the present one.
record ServerAccount(List<String> prefix, String user) {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);
  private static final String UNPRIVILEGED = "nobody";

  /// Runs as the present user.
  static final ServerAccount PRESENT = new ServerAccount(List.of(), "");

  /// Runs in a user namespace of our own, where root is nobody but still owns its files.
  static final ServerAccount NAMESPACE = new ServerAccount(List.of("unshare", "-U"), "");

  /// Runs as an unprivileged account, by util-linux.
  static final ServerAccount STEPPED_DOWN =
      new ServerAccount(
          List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--clear-groups", "--"), UNPRIVILEGED);

  /// Runs as an unprivileged account, by any `su`.
  static final ServerAccount SUBSTITUTED =
      new ServerAccount(
          List.of("su", "-s", "/bin/sh", UNPRIVILEGED, "-c", "exec \"$0\" \"$@\"", "--"),
          UNPRIVILEGED);

  /// Picks the first way that works here.
  ///
  /// @param scratch a folder of this user's *Errors*: an [EmbeddedServerException] when root has no
  ///   way to step down.
  static ServerAccount choose(Path scratch) {
    if (!isRoot(scratch)) {
      return PRESENT;
    }
    return Stream.of(NAMESPACE, STEPPED_DOWN, SUBSTITUTED)
        .filter(candidate -> candidate.works(scratch))
        .findFirst()
        .orElseThrow(() ->
            new EmbeddedServerException(
                "PostgreSQL refuses to run as root, and neither a user namespace (unshare -U)"
                    + " nor the account nobody (setpriv, su) can be used here; run as an"
                    + " ordinary user."));
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /// Makes the server's account the owner of a tree.
  void own(Path tree) throws IOException {
    if (user.isEmpty()) {
      return;
    }
    UserPrincipal owner =
        tree.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.setOwner(path, owner);
      }
    }
  }

  /// Says whether the server's account can pass through to a folder.
  boolean reaches(Path folder, Path scratch) {
    return user.isEmpty()
        || Command.run(
                command(Path.of("test"), List.of("-x", folder.toString())), scratch, PROBE_LIMIT)
            .succeeded();
  }

  private boolean works(Path scratch) {
    try {
      Command outcome = Command.run(command(Path.of("id"), List.of("-u")), scratch, PROBE_LIMIT);
      return outcome.succeeded() && !outcome.output().equals("0");
    } catch (EmbeddedServerException _) {
      return false;
    }
  }

  /// Says whether the owner of a folder, and so this process, is root.
  static boolean isRoot(Path scratch) {
    try {
      return Folders.isPosix(scratch) && Folders.userOf(scratch) == 0;
    } catch (IOException failed) {
      throw new EmbeddedServerException(
          "The folder %s cannot be read: %s".formatted(scratch, Folders.reason(failed)), failed);
    }
  }
}
