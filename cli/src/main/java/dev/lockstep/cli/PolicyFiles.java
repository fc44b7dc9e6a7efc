package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.rego.Rego;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.source.FileEntry;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    return built();
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

  private Rego built() {
    Rego.Builder builder = Rego.policies();
    List<Fault> faults = new ArrayList<>();
    sources.forEach((name, text) -> {
      try {
        var _ =
            older
                ? builder.addOlder(name, text)
                : newer ? builder.add(name, text) : builder.addAsWritten(name, text);
      } catch (RegoFaults e) {
        faults.addAll(said(e));
      }
    });
    if (faults.isEmpty()) {
      try {
        return builder.build();
      } catch (RegoFaults e) {
        faults.addAll(said(e));
      }
    }
    throw new LockstepException(
        ErrorCode.CHANGE_FILE,
        faults.size() == 1 ? faults.getFirst().describe() : faults.size() + " faults in policies",
        faults);
  }

  private List<Fault> said(RegoFaults faults) {
    return faults.faults().stream()
        .map(fault -> {
          String source = sources.getOrDefault(fault.place().file(), "");
          return new Fault(
              fault.code(),
              fault.place().file(),
              fault.place().row(),
              fault.place().column(),
              fault.message() + fault.marked(source),
              null);
        })
        .toList();
  }
}
