package dev.lockstep.git;

import java.util.function.Function;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/// Hands the token in `LOCKSTEP_GIT_TOKEN` to the host that was asked for and to no other, even
/// when that one sends us elsewhere. Nobody is asked anything.
final class TokenCredentials extends CredentialsProvider {
  private static final String DEFAULT_USER = "git";

  private final RemoteUrl url;
  private final Function<String, @Nullable String> environment;

  TokenCredentials(RemoteUrl url, Function<String, @Nullable String> environment) {
    this.url = url;
    this.environment = environment;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (CredentialItem item : items) {
      if (!(item instanceof CredentialItem.Username)
          && !(item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    String token = environment.apply("LOCKSTEP_GIT_TOKEN");
    if (token == null || !RemoteMirrors.takesToken(url) || !url.host().equals(uri.getHost())) {
      return false;
    }
    String user = environment.apply("LOCKSTEP_GIT_USERNAME");
    for (CredentialItem item : items) {
      switch (item) {
        case CredentialItem.Username name -> name.setValue(user == null ? DEFAULT_USER : user);
        case CredentialItem.Password password -> password.setValue(token.toCharArray());
        default -> {
          return false;
        }
      }
    }
    return true;
  }
}
