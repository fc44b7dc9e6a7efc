package dev.lockstep.cli;

import dev.lockstep.cli.PolicySources.Language;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.value.RegoObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/// Finds policies, and the data beside them, and reads them.
final class PolicyFiles {
  private static final long LARGEST = 10L << 20;

  @Option(
      names = "--v0",
      description =
          "Take all files for the language before OPA 1. Default: that which a file can be read in,"
              + " the newer one where both will do.")
  private boolean older;

  @Option(names = "--v1", description = "Take all files for the language of OPA 1.")
  private boolean newer;

  private final PolicyTexts texts = new PolicyTexts();

  /// Reads files, and the policies and data below folders.
  ///
  /// *Errors*: `CHANGE_FILE` with what is wrong in which line; `USAGE` for what is not there.
  Rego read(Path directory, List<Path> arguments, PolicySchemas schemas) {
    return built(directory, arguments, schemas.given(directory, Rego.policies()));
  }

  /// Makes policies with a builder that knows how strictly.
  ///
  /// *Errors*: as when they are read.
  Rego built(Path directory, List<Path> arguments, Rego.Builder builder) {
    SequencedMap<String, String> found = texts(directory, arguments);
    return PolicySources.built(found, language(), builder.beside(data()));
  }

  /// Returns the language that was asked for.
  Language language() {
    return older ? Language.V0 : newer ? Language.V1 : Language.AS_WRITTEN;
  }

  /// Returns the texts of files by the names with which they are shown.
  ///
  /// *Errors*: as when they are read.
  SequencedMap<String, String> texts(Path directory, List<Path> arguments) {
    if (older && newer) {
      throw new LockstepException(
          ErrorCode.USAGE, "--v0 and --v1 say different things.", "Name one of them.");
    }
    for (Path argument : arguments) {
      Path path = directory.resolve(argument);
      if (Files.isDirectory(path)) {
        PolicyTexts.below(new WorkingTree(path, LARGEST), "", argument + "/").stream()
            .sorted()
            .forEach(file -> take(argument.resolve(file).toString(), file, path.resolve(file)));
      } else {
        take(argument.toString(), "", path);
      }
    }
    if (texts.policies().isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no file that ends in .rego.",
          "Name files or folders of Rego.");
    }
    return texts.policies();
  }

  /// Returns the texts of the policies that were read.
  SequencedMap<String, String> sources() {
    return texts.policies();
  }

  int count() {
    return texts.policies().size();
  }

  /// Returns the data that was read with the policies.
  RegoObject data() {
    return texts.data();
  }

  private void take(String name, String inside, Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE, name + " is larger than 10 MiB.", "Divide it.");
      }
      texts.take(name, inside, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE, "Cannot read " + name + ".", "Name a file that this user may read.", e);
    }
  }
}
