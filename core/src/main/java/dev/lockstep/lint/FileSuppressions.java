package dev.lockstep.lint;

import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.Suppressions.Complaint;
import dev.lockstep.lint.Suppressions.Place;
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
  private Optional<Suppressions> of(SqlFile file) {
    return read.computeIfAbsent(
        file.path(),
        _ ->
            Suppressions.isIn(file.text())
                ? Optional.of(new Suppressions(known, today).read(file.text(), comments(file)))
                : Optional.empty());
  }

  /// Returns why a finding is left alone; empty where it is not.
  Optional<String> reason(SqlFile file, String rule, Place place) {
    return of(file).flatMap(said -> said.reason(rule, place));
  }

  /// Lists what is wrong with those of a file.
  List<Finding> complaints(SqlFile file) {
    return findings(file, of(file).map(Suppressions::complaints).orElse(List.of()));
  }

  /// Lists those at a statement that leave nothing alone.
  List<Finding> unused(SqlFile file, Place statement, Set<String> asked) {
    return findings(file, of(file).map(said -> said.unused(statement, asked)).orElse(List.of()));
  }

  private static List<Finding> findings(SqlFile file, List<Complaint> complaints) {
    return complaints.stream().map(one -> one.finding(file.path())).toList();
  }

  /// In a changelog that is no SQL each line may be one.
  private List<CommentLine> comments(SqlFile file) {
    if (file.path().endsWith(".sql")) {
      return splitter.comments(file.text());
    }
    List<String> lines = file.text().lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(at -> new CommentLine(at + 1, lines.get(at).strip(), false))
        .filter(line -> line.text().startsWith("<!--") || line.text().startsWith("#"))
        .toList();
  }
}
