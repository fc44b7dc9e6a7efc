package dev.lockstep.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Is what the process finds around it: environment, working folder, home of the installation,
/// terminals.
///
/// *Shape*: the launcher knows best what is a terminal and says so in `LOCKSTEP_TERMINAL`, a list
/// of `in`, `out` and `err`; started without it, nothing counts as a terminal.
///
/// @param home the folder of the installation that holds `lib`; null when started otherwise
record Invocation(Map<String, String> environment, Path directory, @Nullable Path home) {
  static Invocation ofProcess() {
    String home = System.getProperty("lockstep.home");
    return new Invocation(
        System.getenv(),
        Path.of("").toAbsolutePath().normalize(),
        home == null ? null : Path.of(home));
  }

  @Nullable String variable(String name) {
    return environment.get(name);
  }

  boolean outputIsTerminal() {
    return terminal("out");
  }

  boolean inputIsTerminal() {
    return terminal("in");
  }

  boolean errorIsTerminal() {
    return terminal("err") && !"dumb".equals(variable("TERM"));
  }

  /// Colours: on a terminal, unless <https://no-color.org> or a dumb terminal says otherwise.
  boolean colours() {
    String noColour = variable("NO_COLOR");
    return terminal("out")
        && (noColour == null || noColour.isEmpty())
        && !"dumb".equals(variable("TERM"));
  }

  private boolean terminal(String stream) {
    String terminals = environment.getOrDefault("LOCKSTEP_TERMINAL", "");
    return List.of(terminals.split(",", -1)).contains(stream);
  }

  /// Returns how the user starts the tool, for commands to copy.
  String command() {
    return environment.getOrDefault("LOCKSTEP_COMMAND", "lockstep");
  }

  /// Returns who approved what the command does: a server says so in `LOCKSTEP_APPROVALS`, with
  /// commas.
  List<String> approvals() {
    return Arrays.stream(environment.getOrDefault("LOCKSTEP_APPROVALS", "").split(",", -1))
        .filter(name -> !name.isBlank())
        .toList();
  }

  /// Returns who runs the command, for ledgers: `LOCKSTEP_WHO`, or the user of this machine.
  String who() {
    String told = environment.getOrDefault("LOCKSTEP_WHO", "");
    if (!told.isEmpty()) {
      return told;
    }
    String user = System.getProperty("user.name", "unknown");
    String host = environment.getOrDefault("HOSTNAME", "");
    return host.isEmpty() ? user : user + "@" + host;
  }
}
