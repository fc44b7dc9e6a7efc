package dev.lockstep.cli;

import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.HistoryRule;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.PartitionedTable;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.Placed;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.TableSize;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.Splitter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reviews the changes of one schema, in the order in which they run.
final class ChangeReview {
  private static final Set<String> OF_FILES =
      Rules.all().stream()
          .filter(Rule::ofFiles)
          .map(rule -> rule.about().name())
          .collect(Collectors.toUnmodifiableSet());

  private final EngineRequest request;
  private final Review review;
  private final Splitter splitter;
  private final boolean transactional;
  private final Severity unread;
  private final Map<String, LintPlaces> files = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private int changes;
  private boolean together;

  /// @param version of the server; empty for the newest
  ChangeReview(
      EngineRequest request, LintLanguages languages, LintSettings settings, String version) {
    this.request = request;
    String dialect = request.schema().dialect();
    Language plain = languages.of(dialect, version);
    String schema = request.instance().connection().schema();
    Language language =
        new Language(
            dialect,
            plain.version(),
            schema == null ? plain.defaultSchema() : schema,
            plain.splitter(),
            plain.reader());
    this.review =
        new Review(
            language,
            Rules.all(),
            isWritten(request) ? settings : settings.without(OF_FILES),
            LocalDate.now(ZoneId.systemDefault()));
    this.splitter = plain.splitter();
    this.unread = settings.notLookedInto();
    this.transactional = LintLanguages.definesInTransactions(dialect);
  }

  /// Tells whether somebody wrote the statements that run.
  private static boolean isWritten(EngineRequest request) {
    return !request.schema().engine().equals(DeclarativeEngine.NAME);
  }

  /// Takes what a database holds, without a word about it.
  void take(DatabaseSchema live, Map<QualifiedName, TableSize> sizes) {
    review.take(
        SupportedSchemas.named(request.schema().dialect()).creation(live).stream()
            .flatMap(change -> change.statements().stream())
            .toList());
    review.measure(sizes);
  }

  /// Takes which tables of a database are partitioned.
  void partition(List<PartitionedTable> tables) {
    review.partition(tables);
  }

  LintResult result() {
    return new LintResult(
        findings,
        review.suppressed(),
        LintProject.CHANGE,
        changes,
        review.statements(),
        files.values().stream()
            .map(LintPlaces::file)
            .collect(Collectors.toMap(SqlFile::path, SqlFile::text)));
  }

  /// Says that all that is reviewed reaches a database in one deployment.
  void deployedTogether() {
    together = true;
    review.deployedTogether();
  }

  /// The changelog at the root grows from release to release; what it includes is written at once.
  private boolean isLater(PlannedMigration planned) {
    SourceLocation source = planned.migration().source();
    return !together && source != null && request.schema().locations().contains(source.path());
  }

  /// Reviews one change; what is found goes into the result too.
  List<Finding> review(PlannedMigration planned) {
    changes++;
    int before = findings.size();
    if (isLater(planned)) {
      review.take(List.of());
    }
    if (planned.execution() instanceof Execution.ByEngine(String reason)
        && planned.statements().isEmpty()) {
      SourceLocation source = planned.migration().source();
      Position place = place(source);
      findings.add(
          new Finding(
              Review.NOT_UNDERSTOOD,
              unread,
              file(source).path(),
              place,
              place,
              "What change %s does cannot be read: it is run by its engine (%s)."
                  .formatted(planned.migration().id(), reason),
              null,
              null,
              null,
              null));
    }
    List<Placed> statements = planned.statements().stream().map(this::placed).toList();
    boolean inTransaction =
        transactional
            && !(planned.execution() instanceof Execution.Direct(Execution.TransactionMode mode)
                && mode == Execution.TransactionMode.PER_STATEMENT);
    findings.addAll(review.review(statements, inTransaction));
    List<Finding> own = findings.subList(before, findings.size());
    if (inTransaction) {
      new FixesInTransaction(splitter, statements).settle(own);
    }
    if (!isWritten(request)) {
      own.replaceAll(Finding::withoutFix);
    }
    return List.copyOf(own);
  }

  /// Reviews one change that some database may have already, so that its file must stay as it is.
  List<Finding> reviewKept(PlannedMigration planned) {
    int before = findings.size();
    review(planned);
    List<Finding> own = findings.subList(before, findings.size());
    own.replaceAll(Finding::withoutFix);
    return List.copyOf(own);
  }

  /// Takes a change as one that is there already.
  void take(PlannedMigration planned) {
    review.take(planned.statements().stream().map(one -> one.sql().text()).toList());
  }

  private Placed placed(PlannedStatement statement) {
    return places(statement.source()).placed(statement);
  }

  private SqlFile file(@Nullable SourceLocation source) {
    return places(source).file();
  }

  private LintPlaces places(@Nullable SourceLocation source) {
    String path = source == null ? "" : source.path();
    return files.computeIfAbsent(
        path, _ -> new LintPlaces(new SqlFile(path, text(path), transactional)));
  }

  /// What is no file of the tree, such as a class, has no text.
  private String text(String path) {
    FileTree tree = request.files();
    return path.isEmpty() || tree.find(path).isEmpty()
        ? ""
        : new String(tree.read(path), StandardCharsets.UTF_8);
  }

  void say(HistoryRule rule, PlannedMigration planned, String message) {
    SourceLocation source = planned.migration().source();
    review.say(rule, file(source), place(source), message).ifPresent(findings::add);
  }

  private static Position place(@Nullable SourceLocation source) {
    return new Position(0, source == null ? 1 : Math.max(1, source.line()), 1);
  }
}
