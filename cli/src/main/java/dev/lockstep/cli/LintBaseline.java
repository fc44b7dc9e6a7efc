package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows the findings that were there when a project began to be reviewed.
///
/// *Shape*: a text file with a line for each: fingerprint, rule, file by its path in the
/// repository. A finding keeps its fingerprint while its rule, its file and the line it stands on
/// stay the same, wherever that line moves within the file.
final class LintBaseline {
  private static final String HEAD =
      """
      # Findings that were there when this project began to be reviewed; they are left out.
      # lockstep lint --write-baseline writes this file anew.
      """;

  private LintBaseline() {}

  /// Returns what tells findings apart, in the order of the findings.
  static Map<Finding, String> fingerprints(LintResult result) {
    Map<String, Integer> seen = new HashMap<>();
    Map<Finding, String> fingerprints = new LinkedHashMap<>();
    for (Finding finding : result.findings()) {
      String text =
          String.join(
              "\n",
              finding.rule(),
              finding.file(),
              result.line(finding).orElse("").strip().replaceAll("\\s+", " "));
      int number = seen.merge(text, 1, Integer::sum);
      fingerprints.put(finding, sum(text + "\n" + number).substring(0, 16));
    }
    return fingerprints;
  }

  /// Reads what a file lists.
  ///
  /// *Errors*: `CONFIGURATION` for a file that cannot be read.
  static Set<String> read(Path file) {
    try {
      return listed(Files.readString(file));
    } catch (IOException e) {
      throw unreadable(String.valueOf(file.getFileName()), file.toString(), e);
    }
  }

  /// Reads the same from a commit.
  static Set<String> read(FileTree files, String path) {
    if (files.find(path).isEmpty()) {
      throw unreadable(path, path + " of " + files.description(), null);
    }
    return listed(new String(files.read(path), StandardCharsets.UTF_8));
  }

  private static Set<String> listed(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s", 2)[0])
        .collect(Collectors.toSet());
  }

  private static LockstepException unreadable(
      String name, String shown, @Nullable IOException cause) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        "The baseline " + shown + " cannot be read.",
        "lockstep lint --write-baseline " + name + " writes one.",
        cause);
  }

  /// Leaves out what is known.
  ///
  /// @param paths what makes the paths of findings those in the repository
  static LintResult apply(LintResult result, UnaryOperator<String> paths, Set<String> known) {
    Map<Finding, String> fingerprints = fingerprints(result.at(paths));
    return result.without(
        finding -> known.contains(fingerprints.get(finding.at(paths.apply(finding.file())))),
        "known since the baseline");
  }

  static void write(LintResult result, Path file) {
    Map<Finding, String> fingerprints = fingerprints(result);
    List<String> lines =
        fingerprints.entrySet().stream()
            .map(entry ->
                entry.getValue() + " " + entry.getKey().rule() + " " + entry.getKey().file())
            .sorted()
            .toList();
    SnapshotCommand.write(
        file, HEAD + lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
  }

  private static String sum(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
