package dev.lockstep.engines.liquibase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is a changelog in formatted SQL, which includes nothing.
///
/// *Shape*: Liquibase divides at semicolons and knows little of quotes, so it is told not to as
/// soon as a statement holds one itself.
record SqlChangelog(String text) implements ChangelogText {
  /// Lines that Liquibase takes for its own wherever they stand.
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "(?im)^\\s*--\\s*(changeset|rollback|comments?|preconditions?|precondition-\\S+"
              + "|validchecksum|ignorelines|ignore|property|liquibase)\\b|^\\s*/\\*\\s*liquibase");

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
      for (NewChangeset one : divided(changeset)) {
        all.append(end);
        lines(one).forEach(line -> all.append(line).append(end));
      }
    }
    return all.toString();
  }

  /// What cannot be divided by Liquibase is divided here, since not everybody takes several
  /// statements at once; each part takes back one step, the last part the first.
  private static List<NewChangeset> divided(NewChangeset changeset) {
    List<String> statements = changeset.statements();
    List<String> back = changeset.rollback();
    boolean whole = statements.size() == 1 || divisible(statements);
    boolean backWhole = back.size() <= 1 || divisible(back);
    if (whole && backWhole) {
      return List.of(changeset);
    }
    if (!backWhole && back.size() > statements.size()) {
      throw new IllegalArgumentException(
          "formatted SQL cannot hold a way back of several statements with semicolons in them;"
              + " --format yaml can");
    }
    List<NewChangeset> parts = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      NewChangeset.Head head = changeset.head();
      int step = statements.size() - 1 - i;
      parts.add(
          new NewChangeset(
              new NewChangeset.Head(
                  i == 0 ? head.id() : head.id() + "." + (i + 1),
                  head.author(),
                  head.comment(),
                  head.contexts(),
                  head.labels()),
              List.of(statements.get(i)),
              backWhole
                  ? i == 0 ? back : List.of()
                  : step < back.size() ? List.of(back.get(step)) : List.of(),
              changeset.reversible(),
              changeset.inTransaction()));
    }
    return parts;
  }

  private static boolean divisible(List<String> statements) {
    return statements.stream().noneMatch(sql -> sql.contains(";"));
  }

  private static List<String> lines(NewChangeset changeset) {
    NewChangeset.Head head = changeset.head();
    List<String> lines = new ArrayList<>();
    // Liquibase takes the last thing on the line that ends with splitStatements for itself.
    lines.add(
        "--changeset "
            + quoted(head.author(), ":")
            + ":"
            + quoted(head.id(), "")
            + (changeset.inTransaction() ? "" : " runInTransaction:false")
            + (changeset.rollback().isEmpty()
                ? ""
                : " rollbackSplitStatements:" + divisible(changeset.rollback()))
            + " splitStatements:"
            + divisible(changeset.statements())
            + " stripComments:false"
            + attribute("context", head.contexts())
            + attribute("labels", head.labels()));
    if (head.comment() != null) {
      lines.add("--comment: " + head.comment());
    }
    for (String sql : changeset.statements()) {
      lines.addAll(plain(sql));
    }
    for (String sql : changeset.rollback()) {
      plain(sql).forEach(line -> lines.add("--rollback " + line));
    }
    return lines;
  }

  private static List<String> plain(String sql) {
    if (DIRECTIVE.matcher(sql).find() || sql.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "formatted SQL cannot hold a statement with a line that Liquibase takes for its own;"
              + " --format yaml can");
    }
    return List.of((sql + ";").split("\n", -1));
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
