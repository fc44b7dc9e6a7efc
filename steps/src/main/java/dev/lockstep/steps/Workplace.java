package dev.lockstep.steps;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Is where the steps of one run work, one folder for all of them.
///
/// @param folder with the files of the repository, in which commands run
/// @param config the project's `lockstep.yaml`
/// @param ref what changes are taken from, as `--ref` understands it; null for those of the folder
/// @param secrets that the run may use
public record Workplace(Path folder, Path config, @Nullable String ref, Secrets secrets) {
  /// Knows secrets by their names.
  public interface Secrets {
    Optional<String> secret(String name);
  }
}
