package dev.lockstep.lint;

import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.sql.CommentLine;
import dev.lockstep.sql.Splitter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Knows what the comments of files say of findings, and reads each file once for that.
final class FileSuppressions {
  private final Splitter splitter;
  private final Set<String> known;
  private final LocalDate today;
  private final Map<String, Optional<Suppressions>> read = new HashMap<>();

  /// @param known the names of all rules
  /// @param today the day on which suppressions must not have ended
  FileSuppressions(Splitter splitter, Set<String> known, LocalDate today) {
    this.splitter = splitter;
    this.known = known;
    this.today = today;
  }

  /// Returns what a file says of findings; empty where it says nothing.
  Optional<Suppressions> of(SqlFile file) {
    return read.computeIfAbsent(
        file.path(),
        _ ->
            Suppressions.isIn(file.text())
                ? Optional.of(new Suppressions(known, today).read(file.text(), comments(file)))
                : Optional.empty());
  }

  /// Returns why a finding on some lines is left alone; empty where it is not.
  Optional<String> reason(SqlFile file, String rule, int first, int last) {
    return of(file).flatMap(said -> said.reason(rule, first, last));
  }

  /// In a changelog that is no SQL each line may be one.
  private List<CommentLine> comments(SqlFile file) {
    if (file.path().endsWith(".sql")) {
      return splitter.comments(file.text());
    }
    List<String> lines = file.text().lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(at -> new CommentLine(at + 1, lines.get(at).strip()))
        .filter(line -> line.text().startsWith("<!--") || line.text().startsWith("#"))
        .toList();
  }
}
