package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Finding.Fix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Writes into files what can be mended in them.
///
/// @param directory that the paths of findings start from
record LintFixes(Console console, Path directory) {
  /// How often files are mended: what one fix wrote may be told again, with a fix of its own.
  private static final int MOST_ROUNDS = 5;

  /// Mends files and reviews them again until nothing is left that can be mended, and returns what
  /// is left to say.
  ///
  /// *Errors*: those of the review; then the files are as they were.
  LintResult apply(Supplier<LintResult> review) {
    SequencedMap<String, String> before = new LinkedHashMap<>();
    List<Finding> mended = new ArrayList<>();
    LintResult found = review.get();
    try {
      for (int round = 0; round < MOST_ROUNDS && round(found, before, mended); round++) {
        found = review.get();
      }
    } catch (LockstepException e) {
      before.forEach(this::write);
      throw e;
    }
    mended.forEach(this::tell);
    return found;
  }

  /// Of what a fix begins, such as a constraint that is not valid yet, somebody has to do the rest.
  private void tell(Finding finding) {
    String suggestion = finding.suggestion();
    console.note(
        Console.safe(
            "Fixed %s:%d: %s%s"
                .formatted(
                    finding.file(),
                    finding.start().line(),
                    finding.rule(),
                    suggestion == null ? "." : ": " + suggestion)));
  }

  /// Tells whether something was written.
  private boolean round(
      LintResult found, SequencedMap<String, String> before, List<Finding> mended) {
    SequencedMap<String, TreeMap<Integer, Finding>> files = new LinkedHashMap<>();
    for (Finding finding : found.findings()) {
      if (finding.fix() != null) {
        add(files.computeIfAbsent(finding.file(), _ -> new TreeMap<>()), finding, finding.fix());
      }
    }
    files.forEach((path, fixes) -> {
      String text = found.texts().getOrDefault(path, "");
      refuseOther(path, text);
      before.putIfAbsent(path, text);
      StringBuilder written = new StringBuilder(text);
      for (Finding one : fixes.descendingMap().values()) {
        Fix fix = Objects.requireNonNull(one.fix());
        written.replace(fix.start(), fix.end(), fix.replacement());
      }
      write(path, written.toString());
      mended.addAll(fixes.values());
    });
    return !files.isEmpty();
  }

  /// Adds a fix, unless it touches what another one replaces: that is for the next round.
  private static void add(NavigableMap<Integer, Finding> fixes, Finding finding, Fix fix) {
    Map.Entry<Integer, Finding> left = fixes.floorEntry(fix.end());
    Fix before = left == null ? null : left.getValue().fix();
    if (before == null || before.end() < fix.start()) {
      fixes.put(fix.start(), finding);
    }
  }

  private void refuseOther(String path, String text) {
    try {
      if (Files.readString(directory.resolve(path)).equals(text)) {
        return;
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    throw new LockstepException(
        ErrorCode.USAGE,
        path + " is another file in this folder than the one that was reviewed.",
        "Check out what is reviewed, or leave --fix out.");
  }

  private void write(String path, String text) {
    try {
      Files.writeString(directory.resolve(path), text);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static LockstepException unwritable(String path, IOException cause) {
    return new LockstepException(
        ErrorCode.USAGE,
        "Cannot write " + path + ".",
        "Let this user write it, or leave --fix out.",
        cause);
  }
}
