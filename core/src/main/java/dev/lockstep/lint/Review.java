package dev.lockstep.lint;

import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.sql.Lines;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reviews files of SQL in their order, and brings the known schema forward with each statement.
///
/// Not for several threads at once.
public final class Review {
  /// The name of what is said about a statement that nobody understands.
  public static final String NOT_UNDERSTOOD = "not-understood";

  private final Language language;
  private final List<Rule> rules;
  private final LintSettings settings;
  private final KnownSchema schema;
  private int statements;

  /// Is the SQL of one database product in one version.
  public record Language(
      String dialect,
      int version,
      String defaultSchema,
      Splitter splitter,
      StatementReader reader) {}

  /// Is one file of SQL.
  ///
  /// @param transactional whether its statements run in one transaction
  public record SqlFile(String path, String text, boolean transactional) {}

  public Review(Language language, List<Rule> rules, LintSettings settings) {
    this.language = language;
    this.settings = settings;
    this.schema = new KnownSchema(language.defaultSchema());
    this.rules =
        rules.stream()
            .filter(rule -> rule.about().dialects().contains(language.dialect()))
            .filter(rule -> settings.severity(rule.about()).isPresent())
            .toList();
  }

  /// Takes a file as what was there before, without a word about it.
  public void take(SqlFile file) {
    try {
      for (SqlStatement statement : language.splitter().split(file.text())) {
        if (language.reader().read(statement.text()) instanceof Reading.Understood(var parsed)) {
          parsed.operations().forEach(schema::apply);
        }
      }
    } catch (LockstepException e) {
      // what cannot be split says so where it is reviewed
    }
    schema.nextFile();
  }

  /// Returns how many statements were reviewed.
  public int statements() {
    return statements;
  }

  /// Reviews a file; findings come in the order of their places.
  public List<Finding> review(SqlFile file) {
    FileReview review = new FileReview(file);
    try {
      review.run(language.splitter().split(file.text()));
    } catch (LockstepException e) {
      Position place = new Position(0, Math.max(1, e.line()), Math.max(1, e.column()));
      review.findings.add(
          new Finding(
              NOT_UNDERSTOOD,
              settings.notUnderstood(),
              file.path(),
              place,
              place,
              e.getMessage(),
              e.nextStep(),
              null));
    }
    schema.nextFile();
    return review.findings();
  }

  /// Is the review of one file.
  private final class FileReview {
    private final SqlFile file;
    private final Lines lines;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    private FileReview(SqlFile file) {
      this.file = file;
      this.lines = new Lines(file.text());
    }

    private List<Finding> findings() {
      findings.sort(Comparator.comparingInt(finding -> finding.start().offset()));
      return findings;
    }

    private void run(List<SqlStatement> statements) {
      List<Reading> readings = new ArrayList<>(statements.size());
      Review.this.statements += statements.size();
      for (SqlStatement statement : statements) {
        Reading reading = language.reader().read(statement.text());
        readings.add(reading);
        if (reading instanceof Reading.Understood(var parsed)) {
          operations.addAll(parsed.operations());
        }
      }
      int at = 0;
      for (int i = 0; i < statements.size(); i++) {
        switch (readings.get(i)) {
          case Reading.NotUnderstood(String message, int offset) ->
              unknown(statements.get(i), 0, statements.get(i).text(), message, offset);
          case Reading.Understood(var parsed) -> at = check(statements.get(i), parsed, at);
        }
      }
    }

    private int check(SqlStatement statement, ParsedStatement parsed, int first) {
      int at = first;
      List<Operation> whole = parsed.operations();
      for (Part part : parsed.parts()) {
        ask(new Place(statement, part.range(), at, at - first, whole), part.operation());
        schema.apply(part.operation());
        at++;
      }
      parsed.embedded().forEach(inner -> inside(statement, inner, first));
      return at;
    }

    /// What a block runs at once is asked about as well; the body of a routine runs some other day.
    private void inside(SqlStatement statement, Embedded inner, int at) {
      boolean runsNow =
          switch (operations.get(at)) {
            case Operation.CreateRoutine _, Operation.CreateTrigger _, Operation.Create _ -> false;
            default -> true;
          };
      boolean placed = inner.range().end() - inner.range().start() == inner.text().length();
      switch (inner.reading()) {
        case Reading.NotUnderstood(String message, int offset) ->
            unknown(statement, inner.range().start(), inner.text(), message, placed ? offset : 0);
        case Reading.Understood(ParsedStatement parsed) -> {
          List<Operation> whole = parsed.operations();
          for (int index = 0; index < whole.size(); index++) {
            Part part = parsed.parts().get(index);
            if (runsNow) {
              TextRange range = placed ? part.range().within(inner.range().start()) : inner.range();
              ask(new Place(statement, range, at, index, whole), part.operation());
              schema.apply(part.operation());
            }
          }
        }
      }
    }

    private void ask(Place place, Operation operation) {
      for (Rule rule : rules) {
        rule.check(operation, new View(this, place, rule.about()));
      }
    }

    private void unknown(
        SqlStatement statement, int from, String text, String message, int offset) {
      boolean client = statement.has(StatementTrait.CLIENT_COMMAND);
      int start = Math.min(from + offset, Math.max(0, statement.text().length() - 1));
      int end =
          text.isEmpty()
              ? statement.text().length()
              : Math.min(start + 1, statement.text().length());
      add(
          new Remark(
              NOT_UNDERSTOOD,
              client
                  ? Severity.WARNING
                  : text.isEmpty() ? Severity.NOTICE : settings.notUnderstood(),
              client
                  ? "this is a command of a client program, which no server understands"
                  : message,
              null,
              null),
          statement,
          new TextRange(start, Math.max(start, end)));
    }

    private void add(Remark remark, SqlStatement statement, TextRange place) {
      int base = statement.start().offset();
      Position start = lines.at(base + place.start());
      Fix fix = remark.fix();
      findings.add(
          new Finding(
              remark.rule(),
              remark.severity(),
              file.path(),
              start,
              lines.at(base + place.end()),
              remark.message(),
              remark.suggestion(),
              fix == null
                  ? null
                  : new Fix(base + fix.start(), base + fix.end(), fix.replacement())));
    }
  }

  /// Is a finding without its place.
  private record Remark(
      String rule,
      Severity severity,
      String message,
      @Nullable String suggestion,
      @Nullable Fix fix) {}

  /// Is where an operation stands.
  ///
  /// @param at how many operations of the file were before it
  /// @param index how many of its own statement were
  /// @param whole what its statement does
  private record Place(
      SqlStatement statement, TextRange range, int at, int index, List<Operation> whole) {}

  /// Shows a rule one operation of a file.
  private final class View implements Scene {
    private final FileReview review;
    private final Place place;
    private final Rule.Description rule;

    private View(FileReview review, Place place, Rule.Description rule) {
      this.review = review;
      this.place = place;
      this.rule = rule;
    }

    @Override
    public KnownSchema schema() {
      return schema;
    }

    @Override
    public SqlStatement statement() {
      return place.statement;
    }

    @Override
    public TextRange range() {
      return place.range;
    }

    @Override
    public List<Operation> whole() {
      return place.whole;
    }

    @Override
    public boolean isFirst() {
      return place.index == 0;
    }

    @Override
    public List<Operation> before() {
      return review.operations.subList(0, place.at);
    }

    @Override
    public List<Operation> after() {
      int all = review.operations.size();
      return review.operations.subList(Math.min(place.at + 1, all), all);
    }

    @Override
    public boolean inTransaction() {
      return review.file.transactional();
    }

    @Override
    public String dialect() {
      return language.dialect();
    }

    @Override
    public int version() {
      return language.version();
    }

    @Override
    public String parameter(Rule.Parameter parameter) {
      return settings.parameter(rule.name(), parameter);
    }

    @Override
    public void say(
        TextRange range, String message, @Nullable String suggestion, @Nullable Fix fix) {
      settings
          .severity(rule)
          .ifPresent(severity ->
              review.add(
                  new Remark(rule.name(), severity, message, suggestion, fix),
                  place.statement,
                  range));
    }
  }
}
