package dev.lockstep.server.work;

import dev.lockstep.config.SecretText;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.GitRepository;
import dev.lockstep.git.RemoteMirrors;
import dev.lockstep.git.RemoteUrl;
import dev.lockstep.project.SecretReference;
import dev.lockstep.server.entity.EntityRows.Entity;
import dev.lockstep.server.store.Json;
import dev.lockstep.steps.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Opens repositories: copies of remote ones, which are brought up to date, and those that whoever
/// runs the server keeps in its folder.
record Repositories(Path data) {
  private static final String LOCAL = "local:";
  private static final Duration SILENCE = Duration.ofSeconds(30);

  GitRepository open(Entity entity, Workplace.Secrets secrets) {
    String url = Json.text(entity.content().spec(), "url");
    if (url.startsWith(LOCAL)) {
      return GitRepository.open(
          data.resolve("repositories").resolve(url.substring(LOCAL.length())));
    }
    Optional<String> token = secret(entity, "password", secrets);
    String user = Json.text(entity.content().spec(), "username");
    Map<String, String> credentials =
        token.isEmpty()
            ? Map.of()
            : user.isEmpty()
                ? Map.of("LOCKSTEP_GIT_TOKEN", token.get())
                : Map.of("LOCKSTEP_GIT_TOKEN", token.get(), "LOCKSTEP_GIT_USERNAME", user);
    // Each project has copies of its own: what one may read says nothing of another.
    Path cache =
        data.resolve("mirrors")
            .resolve(entity.id().place().organisation())
            .resolve(entity.id().place().project());
    return new RemoteMirrors(
            cache, Path.of(System.getProperty("user.home")), SILENCE, credentials::get)
        .fetch(RemoteUrl.parse(url));
  }

  private static Optional<String> secret(Entity entity, String key, Workplace.Secrets secrets) {
    String reference = Json.text(entity.content().spec(), key);
    return reference.isEmpty()
        ? Optional.empty()
        : SecretText.parse(reference)
            .filter(SecretReference.Keystore.class::isInstance)
            .map(found -> ((SecretReference.Keystore) found).alias())
            .map(name ->
                secrets
                    .secret(name)
                    .orElseThrow(() ->
                        new LockstepException(
                            ErrorCode.CONFIGURATION,
                            "There is no secret %s, which repository %s needs."
                                .formatted(name, entity.id().name()),
                            "Declare it among the project's secrets.")));
  }
}
