package dev.lockstep.git;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/// Is who Git takes the user for.
///
/// *Source*: git-commit(1): the environment, the repository's configuration, then the user's own.
public record GitIdentity(String name, String email) {
  /// @param variable looks up the environment
  /// @param otherwise who the user is to the system, as `user@host`
  public static GitIdentity of(
      @Nullable GitRepository repository,
      Function<String, @Nullable String> variable,
      String otherwise) {
    List<Config> configs = new ArrayList<>();
    if (repository != null) {
      configs.add(repository.config());
    }
    String home = variable.apply("HOME");
    String xdg = variable.apply("XDG_CONFIG_HOME");
    if (home != null) {
      configs.add(read(Path.of(home, ".gitconfig")));
      configs.add(
          read((xdg == null ? Path.of(home, ".config") : Path.of(xdg)).resolve("git/config")));
    }
    return new GitIdentity(
        first(
            variable.apply("GIT_AUTHOR_NAME"), configs, "name", otherwise.replaceFirst("@.*", "")),
        first(variable.apply("GIT_AUTHOR_EMAIL"), configs, "email", otherwise));
  }

  private static String first(
      @Nullable String given, List<Config> configs, String key, String otherwise) {
    if (given != null && !given.isBlank()) {
      return given;
    }
    return configs.stream()
        .map(config -> String.valueOf(config.getString("user", null, key)))
        .filter(text -> !text.isBlank() && !text.equals("null"))
        .findFirst()
        .orElse(otherwise);
  }

  private static Config read(Path file) {
    Config config = new Config();
    try {
      if (Files.isRegularFile(file)) {
        config.fromText(Files.readString(file));
      }
      return config;
    } catch (IOException | ConfigInvalidException e) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "Git's configuration " + file + " cannot be read.",
          "Correct it, or say --author.",
          e);
    }
  }
}
