package dev.lockstep.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Says as whom a PostgreSQL server runs, which refuses to run as root.
///
/// *Shape*: `prefix` precedes every server command and is empty for an ordinary user; `user` is the
/// account that must own the server's folders, empty when that is the present one.
record ServerAccount(List<String> prefix, String user) {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);
  private static final String UNPRIVILEGED = "nobody";

  /// Picks the first way that works here: as we are, inside a user namespace of our own, or as an
  /// unprivileged account.
  ///
  /// *Errors*: an [EmbeddedServerException] when root has no way to step down.
  static ServerAccount choose(Path scratch) {
    if (!isRoot(scratch)) {
      return new ServerAccount(List.of(), "");
    }
    for (ServerAccount candidate : candidates()) {
      if (candidate.works(scratch)) {
        return candidate;
      }
    }
    throw new EmbeddedServerException(
        "PostgreSQL refuses to run as root, and neither a user namespace (unshare -U) nor the"
            + " account nobody (setpriv, su) is available here; run as an ordinary user.");
  }

  private static List<ServerAccount> candidates() {
    return List.of(
        new ServerAccount(List.of("unshare", "-U"), ""),
        new ServerAccount(
            List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--clear-groups", "--"), UNPRIVILEGED),
        new ServerAccount(
            List.of("su", "-s", "/bin/sh", UNPRIVILEGED, "-c", "exec \"$0\" \"$@\"", "--"),
            UNPRIVILEGED));
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  private boolean works(Path scratch) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("id", "-u"));
    try {
      Command outcome = Command.run(command, scratch, PROBE_LIMIT);
      return outcome.succeeded() && !outcome.output().equals("0");
    } catch (EmbeddedServerException _) {
      return false;
    }
  }

  private static boolean isRoot(Path scratch) {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return false;
    }
    return Command.run(List.of("id", "-u"), scratch, PROBE_LIMIT).output().equals("0");
  }
}
