package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Writes into files what can be mended in them.
///
/// @param directory that the paths of findings start from
record LintFixes(Console console, Path directory) {

  /// Writes what can be mended, and returns what is left to say.
  LintResult apply(LintResult found) {
    SequencedMap<String, TreeMap<Integer, Finding.Fix>> files = new LinkedHashMap<>();
    for (Finding finding : found.findings()) {
      if (finding.fix() != null) {
        files
            .computeIfAbsent(finding.file(), _ -> new TreeMap<>(Comparator.reverseOrder()))
            .putIfAbsent(finding.fix().start(), finding.fix());
      }
    }
    files.forEach((path, fixes) -> write(path, found.texts().getOrDefault(path, ""), fixes));
    return found.only(finding -> finding.fix() == null);
  }

  /// @param fixes by their places, from the last one to the first
  private void write(String path, String text, Map<Integer, Finding.Fix> fixes) {
    Path file = directory.resolve(path);
    StringBuilder mended = new StringBuilder(text);
    fixes.values().forEach(one -> mended.replace(one.start(), one.end(), one.replacement()));
    try {
      if (!Files.readString(file).equals(text)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            path + " is another file in this folder than the one that was reviewed.",
            "Check out what is reviewed, or leave --fix out.");
      }
      Files.writeString(file, mended);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot write " + path + ".",
          "Let this user write it, or leave --fix out.",
          e);
    }
    console.note("Fixed %s: %d.".formatted(path, fixes.size()));
  }
}
