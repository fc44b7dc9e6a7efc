package dev.lockstep.lint;

import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Routines.Routine;
import dev.lockstep.lint.Suppressions.Place;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import dev.lockstep.statement.TextRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reviews files of SQL in their order, and brings the known schema forward with each statement.
///
/// *Shape*: what a comment in the file says about a finding ([Suppressions]) takes it out of the
/// result, and is kept beside it.
///
/// Not for several threads at once.
public final class Review {
  /// The name of what is said about a statement that nobody understands.
  public static final String NOT_UNDERSTOOD = "not-understood";

  /// The name of what is said about a comment that would take a finding out, and does not.
  public static final String SUPPRESSION = "suppression";

  private final Language language;
  private final List<Rule> rules;
  private final LintSettings settings;
  private final KnownSchema schema;
  private final FileSuppressions suppressions;
  private final Places places = new Places();
  private final Set<String> complained = new HashSet<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final Routines routines = new Routines();
  private int statements;
  private boolean together;
  private String current = "";

  /// Is the SQL of one database product in one version.
  public record Language(
      String dialect,
      int version,
      String defaultSchema,
      Splitter splitter,
      StatementReader reader) {
    /// Statements beyond it are not looked into: their trees would take too much memory.
    private static final int LONGEST = LongFile.LENGTH;

    /// Reads a statement.
    Reading read(SqlStatement statement) {
      return statement.text().length() <= LONGEST
          ? reader.read(statement.text())
          : new Reading.TooLong();
    }
  }

  /// Is one file of SQL.
  ///
  /// @param transactional whether its statements run in one transaction
  public record SqlFile(String path, String text, boolean transactional) {}

  /// Is one statement where it was found.
  ///
  /// @param statement its start is a place in the file; where the file does not hold the very text,
  ///   that place is all that is said of findings
  public record Placed(SqlFile file, SqlStatement statement) {}

  /// Is a finding that somebody has said to leave alone.
  public record Suppressed(Finding finding, String reason) {}

  /// Makes one for which no suppression has ended.
  public Review(Language language, List<Rule> rules, LintSettings settings) {
    this(language, rules, settings, LocalDate.MIN);
  }

  /// @param today the day on which suppressions must not have ended
  public Review(Language language, List<Rule> rules, LintSettings settings, LocalDate today) {
    this.language = language;
    this.settings = settings;
    this.schema = new KnownSchema(language.defaultSchema(), language.dialect().equals("sqlite"));
    this.suppressions = new FileSuppressions(language.splitter(), names(rules), today);
    this.rules =
        rules.stream()
            .filter(rule -> rule.about().dialects().contains(language.dialect()))
            .filter(rule -> settings.severity(rule.about()).isPresent())
            .toList();
  }

  private static Set<String> names(List<Rule> rules) {
    return Stream.of(
            rules.stream().map(rule -> rule.about().name()),
            Arrays.stream(HistoryRule.values()).map(rule -> rule.about().name()),
            Stream.of(NOT_UNDERSTOOD, SUPPRESSION))
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  /// Takes how large tables are in the database that is meant.
  public void measure(Map<QualifiedName, TableSize> sizes) {
    schema.measure(sizes);
  }

  /// Takes which tables are partitioned in the database that is meant.
  public void partition(List<PartitionedTable> tables) {
    schema.partition(tables);
  }

  /// Takes a file as what was there before, without a word about it.
  public void take(SqlFile file) {
    List<String> before = new ArrayList<>();
    // what cannot be split says so where it is reviewed
    split(file, one -> before.add(one.text()));
    take(before);
  }

  /// Splits a file as far as that goes; returns why it goes no further, null where it does.
  private @Nullable LockstepException split(SqlFile file, Consumer<SqlStatement> taker) {
    try {
      language.splitter().split(file.text(), taker);
      return null;
    } catch (LockstepException e) {
      return e;
    }
  }

  /// Takes statements as what was there before, without a word about them.
  public void take(List<String> before) {
    schema.told();
    for (String statement : before) {
      if (language.reader().read(statement) instanceof Reading.Understood(var parsed)) {
        parsed.operations().forEach(schema::apply);
      }
    }
    schema.nextTransaction();
    schema.nextFile();
  }

  /// Says something about a change as a whole; empty where that rule is not asked, or somebody has
  /// said to leave it alone.
  public Optional<Finding> say(HistoryRule rule, SqlFile file, Position place, String message) {
    Optional<Severity> severity = settings.severity(rule.about());
    if (severity.isEmpty()) {
      return Optional.empty();
    }
    Finding finding =
        new Finding(
            rule.about().name(),
            severity.get(),
            file.path(),
            place,
            place,
            message,
            rule.about().instead(),
            null,
            null,
            null);
    Optional<String> reason =
        suppressions.reason(
            file, rule.about().name(), new Place(place.line(), place.line(), place.line()));
    reason.ifPresent(why -> suppressed.add(new Suppressed(finding, why)));
    return reason.isPresent() ? Optional.empty() : Optional.of(finding);
  }

  /// Returns how many statements were reviewed.
  public int statements() {
    return statements;
  }

  /// Lists what was found and is left alone.
  public List<Suppressed> suppressed() {
    return Collections.unmodifiableList(suppressed);
  }

  /// Is a file as it was read, before it is reviewed.
  ///
  /// @param statements those before the place at which it cannot be split
  /// @param fault why it cannot be split; null where it can
  public record ReadFile(
      SqlFile file,
      List<SqlStatement> statements,
      List<Reading> readings,
      @Nullable Finding fault) {
    public ReadFile {
      statements = List.copyOf(statements);
      readings = List.copyOf(readings);
    }
  }

  /// Reads a file, which takes most of the time; any number of threads may read at once.
  public ReadFile read(SqlFile file) {
    if (LongFile.is(file.text())) {
      return new ReadFile(file, List.of(), List.of(), null);
    }
    List<SqlStatement> found = new ArrayList<>();
    LockstepException end = split(file, found::add);
    Finding fault = end == null ? null : fault(file, end);
    return new ReadFile(file, found, found.stream().map(language::read).toList(), fault);
  }

  private Finding fault(SqlFile file, LockstepException fault) {
    return Unread.fault(file.path(), fault, settings.notUnderstood());
  }

  /// Reviews a file; findings come in the order of their places.
  public List<Finding> review(SqlFile file) {
    return review(read(file));
  }

  /// Reviews a file that was read before.
  public List<Finding> review(ReadFile read) {
    SqlFile file = read.file();
    if (LongFile.is(file.text())) {
      return review(file, new LongFile(file.text(), language));
    }
    List<Finding> found =
        review(
            read.statements().stream().map(one -> new Placed(file, one)).toList(),
            read.readings(),
            file.transactional());
    return read.fault() == null ? found : plus(found, read.fault());
  }

  private static List<Finding> plus(List<Finding> findings, Finding last) {
    return Stream.concat(findings.stream(), Stream.of(last)).toList();
  }

  /// Reads a long file twice: what all of it does has to be known before the first rule is asked.
  private List<Finding> review(SqlFile file, LongFile statements) {
    enter(file.path());
    FileReview review = new FileReview(file.transactional());
    statements.forEach((one, reading) -> review.learn(one, reading, statements::brief));
    review.complain(file);
    LockstepException end =
        statements.forEach((one, reading) -> review.look(new Placed(file, one), reading));
    schema.nextTransaction();
    return end == null
        ? review.findings.sorted()
        : plus(review.findings.sorted(), fault(file, end));
  }

  /// Says that all that is reviewed reaches a database in one deployment, so what it creates in one
  /// file nobody uses in the next.
  public void deployedTogether() {
    together = true;
  }

  /// Reviews statements that run together, such as those of one change; findings come in the order
  /// of their statements.
  ///
  /// @param transactional whether they run in one transaction
  public List<Finding> review(List<Placed> unit, boolean transactional) {
    return review(
        unit, unit.stream().map(one -> language.read(one.statement())).toList(), transactional);
  }

  private List<Finding> review(List<Placed> unit, List<Reading> readings, boolean transactional) {
    unit.stream().findFirst().ifPresent(first -> enter(first.file().path()));
    FileReview review = new FileReview(transactional);
    for (int i = 0; i < unit.size(); i++) {
      review.learn(unit.get(i).statement(), readings.get(i), operation -> operation);
    }
    unit.forEach(one -> review.complain(one.file()));
    for (int i = 0; i < unit.size(); i++) {
      review.look(unit.get(i), readings.get(i));
    }
    review.unused(unit);
    schema.nextTransaction();
    return review.findings.sorted();
  }

  /// Several changes of one file belong together.
  private void enter(String path) {
    if (!together && !path.equals(current)) {
      routines.clear();
      schema.nextFile();
    }
    current = path;
  }

  /// Is the review of statements that run together.
  private final class FileReview {
    private final Findings findings = new Findings();
    private final List<Operation> operations = new ArrayList<>();
    private final List<QualifiedName> created = new ArrayList<>();
    private boolean transactional;

    /// how many statements, and operations of them, were looked at
    private int looked;

    private int at;

    private FileReview(boolean transactional) {
      this.transactional = transactional;
    }

    /// Takes what a statement does, before any is looked at.
    ///
    /// @param kept says how
    private void learn(SqlStatement statement, Reading reading, UnaryOperator<Operation> kept) {
      statements++;
      transactional &= !statement.has(StatementTrait.NOT_IN_TRANSACTION);
      if (reading instanceof Reading.Understood(var parsed)) {
        parsed.operations().forEach(operation -> operations.add(kept.apply(operation)));
        Operation.CreateTable.in(parsed.operations()).forEach(created::add);
      }
    }

    private void look(Placed placed, Reading reading) {
      switch (reading) {
        case Reading.NotUnderstood(String message, int offset) ->
            unknown(placed, 0, placed.statement().text(), message, offset);
        case Reading.TooLong _ -> tooLong(placed);
        case Reading.Understood(var parsed) ->
            at = check(new Origin(placed, looked, parsed, null, true), at);
      }
      looked++;
    }

    /// What is wrong with suppressions is said once, with the first statement of their file.
    private void complain(SqlFile file) {
      if (!complained.add(file.path())) {
        return;
      }
      suppressions.complaints(file).forEach(findings::add);
    }

    private int check(Origin origin, int first) {
      int at = first;
      for (Part part : origin.parsed().parts()) {
        run(origin, part, at);
        at++;
      }
      embedded(origin, first);
      return at;
    }

    /// What a block runs at once is asked about as well; the body of a routine runs some other day.
    private void embedded(Origin origin, int at) {
      boolean runsNow = Routines.runsNow(origin.parsed().operations().getFirst());
      for (Embedded inner : origin.parsed().embedded()) {
        complain(origin, inner);
        if (runsNow) {
          inside(origin, inner, at);
        }
      }
      if (!origin.parsed().embedded().isEmpty()) {
        schema.leaveBody();
      }
    }

    /// Asks about an operation, and about the bodies of what it calls.
    private void run(Origin origin, Part part, int at) {
      for (Rule rule : rules) {
        rule.check(part.operation(), new View(this, origin, part, at, rule.about()));
      }
      schema.apply(part.operation());
      routines.take(part.operation(), origin);
      for (Routine routine : routines.called(part.operation(), schema)) {
        routine.body().forEach(inner -> inside(routine.origin(), inner, at));
      }
    }

    private void complain(Origin outer, Embedded inner) {
      if (inner.reading() instanceof Reading.NotUnderstood(String message, int offset)) {
        int at = inner.isExact() ? offset : 0;
        unknown(outer.placed(), outer.place(inner.range()).start(), inner.text(), message, at);
      } else if (inner.reading() instanceof Reading.TooLong) {
        tooLong(outer.placed());
      }
    }

    private void inside(Origin outer, Embedded inner, int at) {
      if (inner.reading() instanceof Reading.Understood(ParsedStatement parsed)) {
        Origin origin = outer.inside(inner, parsed);
        parsed.parts().forEach(part -> run(origin, part, at));
        embedded(origin, at);
      }
    }

    private void tooLong(Placed placed) {
      add(
          Unread.tooLong(placed.statement(), settings.notLookedInto()),
          placed,
          Places.whole(placed.statement()),
          new TextRange(0, placed.statement().kind().length()));
    }

    private void unknown(Placed placed, int from, String text, String message, int offset) {
      SqlStatement statement = placed.statement();
      int start = Math.min(from + offset, Math.max(0, statement.text().length() - 1));
      int end =
          text.isEmpty()
              ? statement.text().length()
              : Math.min(start + 1, statement.text().length());
      String hint = OtherSql.hint(language.dialect(), text, offset).orElse(null);
      add(
          Unread.notUnderstood(statement, text, message, hint, settings),
          placed,
          new TextRange(
              from, Math.max(from, Math.min(from + text.length(), statement.text().length()))),
          new TextRange(start, Math.max(start, end)));
    }

    /// @param part of the statement that it is about, which includes the place
    private void add(Remark remark, Placed at, TextRange part, TextRange place) {
      if (!findings.takes(remark.rule())) {
        return;
      }
      SqlFile file = at.file();
      Finding finding =
          remark.at(
              file.path(),
              places.at(at, place.start()),
              places.at(at, place.end()),
              at.statement().start().offset(),
              Places.isExact(at));
      suppressions
          .reason(file, remark.rule(), places.lines(at, part))
          .ifPresentOrElse(
              why -> suppressed.add(new Suppressed(finding, why)), () -> findings.add(finding));
    }

    /// Says which suppressions at some statements leave nothing alone. Where the file does not hold
    /// the statements, others may stand at the same place.
    private void unused(List<Placed> unit) {
      Set<String> asked =
          rules.stream().map(rule -> rule.about().name()).collect(Collectors.toSet());
      for (Placed one : unit.stream().filter(Places::isExact).toList()) {
        suppressions
            .unused(one.file(), places.lines(one, Places.whole(one.statement())), asked)
            .forEach(findings::add);
      }
    }
  }

  /// Shows a rule one operation of a file.
  private final class View implements Scene {
    private final FileReview review;
    private final Origin origin;
    private final Part part;
    private final int at;
    private final Rule.Description rule;

    private View(FileReview review, Origin origin, Part part, int at, Rule.Description rule) {
      this.review = review;
      this.origin = origin;
      this.part = part;
      this.at = at;
      this.rule = rule;
    }

    @Override
    public KnownSchema schema() {
      return schema;
    }

    @Override
    public TextRange range() {
      return part.range();
    }

    @Override
    public List<Operation> whole() {
      return origin.parsed().operations();
    }

    @Override
    public boolean isFirst() {
      return origin.parsed().parts().getFirst().equals(part);
    }

    @Override
    public boolean isInside() {
      return origin.inside() != null;
    }

    @Override
    public Optional<TextRange> at(Anchor anchor) {
      return origin.inside() == null
          ? Optional.ofNullable(part.anchors().get(anchor))
          : Optional.empty();
    }

    @Override
    public Set<String> literals() {
      return origin.parsed().literals();
    }

    @Override
    public boolean has(StatementTrait trait) {
      return origin.placed().statement().has(trait);
    }

    @Override
    public List<Operation> before() {
      return review.operations.subList(0, at);
    }

    @Override
    public List<Operation> after() {
      int all = review.operations.size();
      return review.operations.subList(Math.min(at + 1, all), all);
    }

    @Override
    public List<QualifiedName> created() {
      return review.created;
    }

    @Override
    public boolean inTransaction() {
      return review.transactional;
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
        TextRange place, String message, @Nullable String suggestion, @Nullable Fix fix) {
      say(place, remark(message, suggestion, fix, null));
    }

    @Override
    public void say(
        String message, @Nullable String suggestion, @Nullable Fix fix, List<String> instead) {
      Remedy remedy = instead.isEmpty() ? null : new Remedy(origin.number(), instead);
      say(range(), remark(message, suggestion, fix, remedy));
    }

    @Override
    public void ask(String message, @Nullable String suggestion, @Nullable String question) {
      say(
          range(),
          severity -> new Remark(rule.name(), severity, message, suggestion, null, null, question));
    }

    private Function<Severity, Remark> remark(
        String message, @Nullable String suggestion, @Nullable Fix fix, @Nullable Remedy remedy) {
      return severity ->
          new Remark(rule.name(), severity, message, suggestion, origin.place(fix), remedy, null);
    }

    private void say(TextRange place, Function<Severity, Remark> remark) {
      settings
          .severity(rule)
          .map(remark)
          .ifPresent(said ->
              review.add(said, origin.placed(), origin.place(part.range()), origin.place(place)));
    }

    @Override
    public Optional<String> alone(@Nullable Fix fix) {
      if (origin.inside() != null || whole().size() > 1) {
        return Optional.empty();
      }
      StringBuilder text = new StringBuilder(origin.placed().statement().text());
      if (fix != null) {
        text.replace(fix.start(), fix.end(), fix.replacement());
      }
      return Optional.of(text.toString());
    }
  }
}
