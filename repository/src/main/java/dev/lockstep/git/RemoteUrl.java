package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is the address of a remote repository that Lockstep is willing to fetch from.
///
/// *Shape*: `https://HOST/PATH`, `ssh://[USER@]HOST[:PORT]/PATH`, `[USER@]HOST:PATH` or
/// `file:///PATH`. Plain `http` is allowed to this machine only. It holds no password, so it may
/// stand in messages.
///
/// @param text the address as it was written
/// @param host empty for `file`
public record RemoteUrl(Scheme scheme, String host, String text) {
  private static final Pattern URL =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/@]*)@)?(\\[[0-9A-Fa-f:.]+\\]|[^/:@]*)(:[0-9]{1,5})?(/.*)?");
  private static final Pattern SCP =
      Pattern.compile("([A-Za-z0-9_][A-Za-z0-9_.-]*)@([A-Za-z0-9][A-Za-z0-9.-]*):([^/:][^:]*|/.*)");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[.*\\]");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Names the ways to reach a repository.
  public enum Scheme {
    HTTPS,
    HTTP,
    SSH,
    FILE
  }

  /// Tells whether a text is meant as an address and not as the name of a ref.
  public static boolean looksLikeUrl(String text) {
    return text.contains("://") || text.contains("::") || SCP.matcher(text).matches();
  }

  /// Reads an address.
  ///
  /// *Errors*: `USAGE`; the address is not repeated when it may hold a password.
  public static RemoteUrl parse(String text) {
    if (text.chars().anyMatch(unit -> unit <= ' ' || unit == 0x7F)) {
      throw refused("The address of the repository holds a space or control character.");
    }
    Matcher scp = SCP.matcher(text);
    if (scp.matches() && !text.contains("://")) {
      return new RemoteUrl(Scheme.SSH, scp.group(2), text);
    }
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw refused("The address of the repository is not understood.");
    }
    String user = url.group(2);
    String host = url.group(3);
    Scheme scheme = scheme(url.group(1).toLowerCase(Locale.ROOT), host);
    boolean mayName = scheme == Scheme.SSH && user != null && !user.contains(":");
    if (user != null && !mayName) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The address of the repository holds credentials.",
          "Leave them out; set LOCKSTEP_GIT_TOKEN, or use ssh.");
    }
    if (user != null && !user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw refused("The user in the address of the repository is not understood.");
    }
    if (scheme == Scheme.FILE ? !host.isEmpty() : !HOST.matcher(host).matches()) {
      throw refused("The host in the address of the repository is not understood.");
    }
    if (url.group(5) == null) {
      throw refused("The address of the repository has no path.");
    }
    return new RemoteUrl(scheme, host, text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static Scheme scheme(String name, String host) {
    return switch (name) {
      case "https" -> Scheme.HTTPS;
      case "ssh" -> Scheme.SSH;
      case "file" -> Scheme.FILE;
      case "http" -> {
        if (THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT))) {
          yield Scheme.HTTP;
        }
        throw refused(
            "The address of the repository starts with http, which anyone can listen to.");
      }
      default -> throw refused("The address of the repository starts with " + name + ".");
    };
  }

  private static LockstepException refused(String message) {
    return new LockstepException(
        ErrorCode.USAGE,
        message,
        "Use https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH.");
  }
}
