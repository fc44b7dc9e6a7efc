package dev.lockstep.engines.liquibase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a changelog in formatted SQL, which includes nothing.
///
/// *Shape*: Liquibase divides at semicolons and knows little of quotes, so it is told not to as
/// soon as a statement holds one itself, or to divide at slashes where there are several.
record SqlChangelog(String text) implements ChangelogText {
  /// Lines that Liquibase takes for its own wherever they stand.
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "(?im)^\\s*--\\s*(changeset|rollback|comments?|preconditions?|precondition-\\S+"
              + "|validchecksum|ignorelines|ignore|property|liquibase)\\b|^\\s*/\\*\\s*liquibase");

  private static final Pattern SLASH = Pattern.compile("(?m)^\\s*/");
  private static final Pattern BEGIN = Pattern.compile("(?i)\\bbegin\\b");
  private static final Pattern END = Pattern.compile("(?i)\\bend\\b");

  @Override
  public List<Include> includes() {
    return List.of();
  }

  @Override
  public boolean endsWithInclude() {
    return false;
  }

  @Override
  public String with(Include include) {
    throw new IllegalArgumentException("formatted SQL includes no other files");
  }

  @Override
  public String with(List<NewChangeset> changesets) {
    String end = ChangelogText.lineEnd(text);
    StringBuilder all = new StringBuilder(text);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      all.append(end);
    }
    for (NewChangeset changeset : changesets) {
      all.append(end);
      lines(changeset).forEach(line -> all.append(line).append(end));
    }
    return all.toString();
  }

  /// Says how Liquibase is to divide what a changeset runs, and what takes it back.
  private enum Ending {
    /// At semicolons.
    SEMICOLON,
    /// Not at all, as there is but one statement.
    NONE,
    /// At lines with nothing but a slash.
    SLASH;

    static Ending of(NewChangeset changeset) {
      List<String> there = changeset.statements();
      List<String> back = changeset.rollback();
      if (divisible(there) && divisible(back)) {
        return SEMICOLON;
      }
      return (there.size() == 1 || divisible(there)) && (back.size() <= 1 || divisible(back))
          ? NONE
          : SLASH;
    }
  }

  private static boolean divisible(List<String> statements) {
    return statements.stream().noneMatch(sql -> sql.contains(";"));
  }

  private static List<String> lines(NewChangeset changeset) {
    NewChangeset.Head head = changeset.head();
    Ending ending = Ending.of(changeset);
    List<String> lines = new ArrayList<>();
    // Liquibase takes the last thing on the line that ends with splitStatements for itself, and the
    // same of endDelimiter.
    lines.add(
        "--changeset "
            + quoted(head.author(), ":")
            + ":"
            + quoted(head.id(), "")
            + (changeset.inTransaction() ? "" : " runInTransaction:false")
            + (ending == Ending.SLASH
                ? " rollbackEndDelimiter:/ endDelimiter:/"
                : (changeset.rollback().isEmpty()
                        ? ""
                        : " rollbackSplitStatements:" + divisible(changeset.rollback()))
                    + " splitStatements:"
                    + divisible(changeset.statements()))
            + " stripComments:false"
            + attribute("context", head.contexts())
            + attribute("labels", head.labels()));
    if (head.comment() != null) {
      lines.add("--comment: " + head.comment());
    }
    for (String sql : changeset.statements()) {
      lines.addAll(plain(sql, ending));
    }
    for (String sql : changeset.rollback()) {
      plain(sql, ending).forEach(line -> lines.add("--rollback " + line));
    }
    return lines;
  }

  private static List<String> plain(String sql, Ending ending) {
    if (DIRECTIVE.matcher(sql).find() || sql.indexOf('\r') >= 0) {
      throw unfit("a statement with a line that Liquibase takes for its own");
    }
    if (ending == Ending.SLASH && (SLASH.matcher(sql).find() || opensBlock(sql))) {
      throw unfit("several statements, one with a line that begins with / or with a BEGIN alone");
    }
    return List.of((sql + (ending == Ending.SLASH ? "\n/" : ";")).split("\n", -1));
  }

  /// Liquibase looks for no delimiter up to the END of a BEGIN, whatever these words are there.
  private static boolean opensBlock(String sql) {
    return BEGIN.matcher(sql).results().count() > END.matcher(sql).results().count();
  }

  private static IllegalArgumentException unfit(String what) {
    return new IllegalArgumentException(
        "formatted SQL cannot hold " + what + "; --format yaml can");
  }

  private static String attribute(String name, @Nullable String value) {
    return value == null ? "" : " " + name + ":\"" + value.replace('"', '\'') + "\"";
  }

  private static String quoted(String text, String unwanted) {
    boolean plain =
        text.matches("[\\w.@+/=-]+") && (unwanted.isEmpty() || !text.contains(unwanted));
    return plain ? text : "\"" + text.replace('"', '\'') + "\"";
  }
}
