package dev.lockstep.git;

import dev.lockstep.git.RemoteUrl.Scheme;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/// Says why a remote repository could not be fetched.
final class RemoteWords {
  private static final int MAX_CAUSES = 10;

  private RemoteWords() {}

  static String reason(Exception e, RemoteUrl url) {
    if (find(e, UnknownHostException.class)) {
      return "the host " + url.host() + " is not known";
    }
    if (find(e, ConnectException.class)) {
      return "the host does not answer";
    }
    if (find(e, SocketTimeoutException.class) || says(e, "timed out", "timeout")) {
      return "the other side did not answer in time";
    }
    if (find(e, SSLException.class)) {
      return "its certificate or encryption is not accepted";
    }
    if (isDenied(e)) {
      return "access was denied";
    }
    if (find(e, NoRemoteRepositoryException.class) || says(e, "not found", "no repository")) {
      return "there is no repository, or this user may not see it";
    }
    return GitWords.clean(String.valueOf(e.getMessage()).replace(url.text() + ": ", ""));
  }

  static String nextStep(Exception e, RemoteUrl url) {
    if (isDenied(e) && url.scheme() == Scheme.SSH) {
      return "Check that your ssh key is known there and the host is in your known_hosts.";
    }
    if (isDenied(e)) {
      return "Set LOCKSTEP_GIT_TOKEN, and LOCKSTEP_GIT_USERNAME where the server wants one.";
    }
    return "Check the address and your network, then try again.";
  }

  private static boolean isDenied(Exception e) {
    return says(
        e,
        "not authorized",
        "authentication",
        "auth fail",
        "not permitted",
        "server key did not validate",
        "cannot log in",
        "no more authentication methods");
  }

  private static boolean find(Throwable e, Class<? extends Throwable> wanted) {
    Throwable cause = e;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (wanted.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean says(Throwable e, String... words) {
    Throwable cause = e;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      for (String word : words) {
        if (message.contains(word)) {
          return true;
        }
      }
      cause = cause.getCause();
    }
    return false;
  }
}
