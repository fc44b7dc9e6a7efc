package dev.lockstep.client;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is who the user is at which server.
///
/// @param server its address, without a path
/// @param token proves who asks; not shown
/// @param project the project that commands are about unless they say another one; null for none
public record Login(URI server, String token, @Nullable ProjectName project) {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Names a project.
  public record ProjectName(String organisation, String project) {
    /// Reads `ORGANISATION/PROJECT`.
    public static ProjectName of(String text) {
      String[] parts = text.split("/", -1);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "A project of a server is named by ORGANISATION/PROJECT.",
            "Say it like acme/shop.");
      }
      return new ProjectName(parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return organisation + "/" + project;
    }
  }

  /// Reads the address of a server.
  ///
  /// *Errors*: `USAGE` for what is none, holds credentials, or would send tokens in the clear.
  public static URI address(String text) {
    URI address;
    try {
      address = new URI(text.strip());
    } catch (URISyntaxException unreadable) {
      throw usage("This is no address of a server.");
    }
    String scheme = String.valueOf(address.getScheme());
    String host = address.getHost();
    if (host == null || !Set.of("http", "https").contains(scheme)) {
      throw usage("This is no address of a server.");
    }
    if (address.getUserInfo() != null) {
      throw usage("The address of a server holds no credentials.");
    }
    if (scheme.equals("http") && !HERE.contains(host)) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "A token would travel to " + host + " unencrypted.",
          "Use an address that begins with https://, or a tunnel that ends at localhost.");
    }
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return URI.create(scheme + "://" + host + port);
  }

  private static LockstepException usage(String message) {
    return new LockstepException(
        ErrorCode.USAGE, message, "Give one such as https://lockstep.internal.");
  }

  /// Returns the same about another project.
  public Login about(@Nullable ProjectName other) {
    return new Login(server, token, other);
  }

  @Override
  public String toString() {
    return server + (project == null ? "" : " " + project);
  }
}
