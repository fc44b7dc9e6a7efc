package dev.lockstep.cli;

import dev.lockstep.cli.PolicySources.Language;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.rego.Rego;
import dev.lockstep.source.FileEntry;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/// Finds policies and reads them.
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

  private final SequencedMap<String, String> sources = new LinkedHashMap<>();

  /// Reads files, and those below folders that end in `.rego`.
  ///
  /// *Errors*: `CHANGE_FILE` with what is wrong in which line; `USAGE` for what is not there.
  Rego read(Path directory, List<Path> arguments) {
    return PolicySources.built(texts(directory, arguments), language());
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
        new WorkingTree(path, LARGEST)
            .list("").stream()
                .map(FileEntry::path)
                .filter(file -> file.endsWith(".rego"))
                .sorted()
                .forEach(file -> take(argument.resolve(file).toString(), path.resolve(file)));
      } else {
        take(argument.toString(), path);
      }
    }
    if (sources.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no file that ends in .rego.",
          "Name files or folders of Rego.");
    }
    return sources;
  }

  /// Returns the texts that were read.
  Map<String, String> sources() {
    return Map.copyOf(sources);
  }

  int count() {
    return sources.size();
  }

  private void take(String name, Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE, name + " is larger than 10 MiB.", "Divide it.");
      }
      sources.put(name, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE, name + " is no text in UTF-8.", "Write policies in UTF-8.", e);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE, "Cannot read " + name + ".", "Name a file that this user may read.", e);
    }
  }
}
