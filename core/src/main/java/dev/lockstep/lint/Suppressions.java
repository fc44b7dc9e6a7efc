package dev.lockstep.lint;

import dev.lockstep.sql.CommentLine;
import dev.lockstep.sql.Position;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows what people have said about findings, in comments of one file.
///
/// *Shape*: `lockstep:ignore RULE[, RULE] [until 2026-12-31]: REASON`, for the statement on whose
/// first line the comment stands, or above which; within one, for that part of it, such as a
/// command of `ALTER TABLE` or a statement of a block. `lockstep:ignore-file` means the whole file.
/// A rule's name may be `all`. Without a reason it counts for nothing and is a finding of its own;
/// so is one that has ended.
final class Suppressions {
  private static final String MARK = "lockstep:ignore";
  private static final String ALL = "all";
  private static final Pattern FORM =
      Pattern.compile(
          MARK
              + "(?<file>-file)?\\s+(?<rules>[\\w-]+(?:\\s*,\\s*[\\w-]+)*)"
              + "(?:\\s+until\\s+(?<until>\\S+?))?(?:\\s*:(?<reason>.*))?");

  /// Closes a comment that goes on behind the reason.
  private static final Pattern CLOSING = Pattern.compile("\\s*(\\*/|-->)\\s*$");

  private final Set<String> known;
  private final LocalDate today;
  private final List<Suppression> suppressions = new ArrayList<>();
  private final Set<Suppression> used = new HashSet<>();
  private final List<Complaint> complaints = new ArrayList<>();

  /// Is one of them.
  ///
  /// @param rules names of rules
  /// @param line one of the statement that it means; 0 for all
  /// @param comment the line of its comment
  private record Suppression(Set<String> rules, String reason, int line, int comment) {
    private boolean means(String rule, Place place) {
      boolean here =
          line == 0 || line == place.statement() || (place.first() <= line && line <= place.last());
      return here && (rules.contains(ALL) || rules.contains(rule));
    }
  }

  /// Is where a finding is, in lines.
  ///
  /// @param statement the first one of its statement
  /// @param first the first one of the part of the statement that it is about
  /// @param last likewise the last one
  record Place(int statement, int first, int last) {}

  /// Is what is wrong with one.
  record Complaint(int line, Severity severity, String message) {
    Finding finding(String path) {
      Position place = new Position(0, line, 1);
      return new Finding(
          Review.SUPPRESSION, severity, path, place, place, message, null, null, null, null);
    }
  }

  /// @param known the names of all rules
  /// @param today the day on which they must not have ended
  Suppressions(Set<String> known, LocalDate today) {
    this.known = known;
    this.today = today;
  }

  static boolean isIn(String text) {
    return text.contains(MARK);
  }

  /// Reads the comments of a file.
  Suppressions read(String text, List<CommentLine> comments) {
    List<String> lines = text.lines().toList();
    Map<Integer, String> said =
        comments.stream()
            .collect(Collectors.toMap(CommentLine::line, CommentLine::text, (a, _) -> a));
    for (CommentLine comment : comments) {
      int at = comment.text().indexOf(MARK);
      if (at >= 0) {
        read(comment, comment.text().substring(at), meant(comment.line(), lines, said));
      }
    }
    return this;
  }

  /// Returns the line itself where a statement stands on it, else the next one that holds more than
  /// comments.
  private static int meant(int line, List<String> lines, Map<Integer, String> comments) {
    int at = line;
    while (at <= lines.size()) {
      String whole = lines.get(at - 1).strip();
      if (!whole.isEmpty() && !whole.equals(comments.get(at))) {
        return at;
      }
      at++;
    }
    return line;
  }

  private void read(CommentLine comment, String text, int meant) {
    int line = comment.line();
    Matcher form = FORM.matcher(CLOSING.matcher(text).replaceFirst(""));
    if (!form.matches()) {
      complain(line, "Write lockstep:ignore RULE until 2026-12-31: REASON, or leave the day out.");
      return;
    }
    Set<String> rules = new LinkedHashSet<>(Arrays.asList(form.group("rules").split("\\s*,\\s*")));
    rules.stream()
        .filter(rule -> !known.contains(rule) && !rule.equals(ALL))
        .forEach(rule -> remark(line, "There is no rule " + rule + "."));
    String reason = form.group("reason");
    if (reason == null || reason.isBlank()) {
      complain(line, "This says no reason: write it behind a colon.");
      return;
    }
    if (comment.inBody() && form.group("file") != null) {
      complain(line, "Nobody looks here for what is said of the whole file: write it outside.");
      return;
    }
    if (hasEnded(line, form.group("until"))) {
      return;
    }
    suppressions.add(
        new Suppression(rules, reason.strip(), form.group("file") == null ? meant : 0, line));
  }

  private boolean hasEnded(int line, @Nullable String until) {
    if (until == null) {
      return false;
    }
    try {
      boolean ended = today.isAfter(LocalDate.parse(until));
      if (ended) {
        remark(line, "This ended on " + until + ".");
      }
      return ended;
    } catch (DateTimeParseException e) {
      complain(line, until + " is no day: write it as 2026-12-31.");
      return true;
    }
  }

  private void complain(int line, String message) {
    complaints.add(new Complaint(line, Severity.ERROR, message));
  }

  private void remark(int line, String message) {
    complaints.add(new Complaint(line, Severity.NOTICE, message));
  }

  /// Says why a finding counts for nothing; empty for one that counts.
  Optional<String> reason(String rule, Place place) {
    Optional<Suppression> meaning =
        suppressions.stream().filter(one -> one.means(rule, place)).findFirst();
    meaning.ifPresent(used::add);
    return meaning.map(Suppression::reason);
  }

  /// Lists those at a statement that no finding was left alone for; of rules that are not asked
  /// here, nothing is said.
  ///
  /// @param asked the names of those that are
  List<Complaint> unused(Place statement, Set<String> asked) {
    return suppressions.stream()
        .filter(one -> statement.first() <= one.line() && one.line() <= statement.last())
        .filter(one -> !used.contains(one))
        .filter(one -> one.rules().contains(ALL) || asked.containsAll(one.rules()))
        .map(one ->
            new Complaint(
                one.comment(),
                Severity.NOTICE,
                "There is no finding of " + String.join(", ", one.rules()) + " here."))
        .toList();
  }

  List<Complaint> complaints() {
    return complaints;
  }
}
