package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.HistoryRule;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.Placed;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.MigrationKind;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.SourceLocation;
import dev.lockstep.sql.Position;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reviews the changes of a project's schemas, as their engine understands them.
///
/// *Shape*: without a database the engine is asked what it would run on an empty one; each change
/// is reviewed against what those before it have made. With one, its pending changes are reviewed
/// against what it holds.
///
/// @param version of the server; empty for the newest
record LintProject(
    CommandContext context,
    Workspace workspace,
    Scratches scratches,
    LintRules rules,
    String version) {

  private static final String CHANGE = "change";

  /// Reviews one schema.
  private final class Run {
    private final Work work;
    private final Review review;
    private final boolean transactional;
    private final Map<String, LintPlaces> files = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int changes;
    private boolean together;

    private Run(Work work) {
      this.work = work;
      String dialect = work.request().schema().dialect();
      Language plain = new LintLanguages(context.wiring().get()::splitter).of(dialect, version);
      String schema = work.request().instance().connection().schema();
      Language language =
          new Language(
              dialect,
              plain.version(),
              schema == null ? plain.defaultSchema() : schema,
              plain.splitter(),
              plain.reader());
      LintSettings settings =
          rules.settings(
              workspace.project().review(), work.schema(), work.request().instance().environment());
      this.review =
          new Review(language, Rules.all(), settings, LocalDate.now(ZoneId.systemDefault()));
      this.transactional = dialect.equals("postgresql");
    }

    private LintResult result() {
      return new LintResult(
          findings,
          review.suppressed(),
          CHANGE,
          changes,
          review.statements(),
          files.values().stream()
              .map(LintPlaces::file)
              .collect(Collectors.toMap(SqlFile::path, SqlFile::text)));
    }

    /// Says that all that is reviewed reaches a database in one deployment.
    private void deployedTogether() {
      together = true;
      review.deployedTogether();
    }

    /// The changelog at the root grows from release to release; what it includes is written at
    /// once.
    private boolean isLater(PlannedMigration planned) {
      SourceLocation source = planned.migration().source();
      return !together
          && source != null
          && work.request().schema().locations().contains(source.path());
    }

    private void review(PlannedMigration planned) {
      changes++;
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
                dev.lockstep.lint.Severity.NOTICE,
                file(source).path(),
                place,
                place,
                "What change %s does cannot be read: it is run by its engine (%s)."
                    .formatted(planned.migration().id(), reason),
                null,
                null));
      }
      findings.addAll(
          review.review(
              planned.statements().stream().map(this::placed).toList(),
              transactional
                  && !(planned.execution()
                          instanceof Execution.Direct(Execution.TransactionMode mode)
                      && mode == Execution.TransactionMode.PER_STATEMENT)));
    }

    private void take(PlannedMigration planned) {
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
      FileTree tree = work.request().files();
      return path.isEmpty() || tree.find(path).isEmpty()
          ? ""
          : new String(tree.read(path), StandardCharsets.UTF_8);
    }

    private void say(HistoryRule rule, PlannedMigration planned, String message) {
      SourceLocation source = planned.migration().source();
      review.say(rule, file(source), place(source), message).ifPresent(findings::add);
    }

    private static Position place(@Nullable SourceLocation source) {
      return new Position(0, source == null ? 1 : Math.max(1, source.line()), 1);
    }
  }

  /// Reviews all changes of each schema, or those that another commit does not have.
  ///
  /// @param since a branch, tag or commit; null for all
  LintResult all(List<Work> works, @Nullable String since) {
    LintResult result = LintResult.nothing(CHANGE);
    for (Work work : oneForEach(works)) {
      Run run = new Run(work);
      Collection<PlannedMigration> changes = changes(work).values();
      if (since == null) {
        changes.forEach(run::review);
      } else {
        run.deployedTogether();
        since(run, changes, changes(work.with(workspace.files(since))), since);
      }
      result = result.and(run.result());
    }
    return result;
  }

  /// Reviews what is pending on each instance.
  LintResult pending(List<Work> works, SchemaReader reader) {
    LintResult result = LintResult.nothing(CHANGE);
    Set<List<Object>> seen = new java.util.HashSet<>();
    for (Work work : works) {
      List<PlannedMigration> pending = workspace.deployer().look(work).assessment().pending();
      List<String> ids = pending.stream().map(one -> one.migration().id()).toList();
      if (!seen.add(List.of(work.schema(), work.request().instance().environment(), ids))) {
        continue;
      }
      result = result.and(pending(work, pending, reader));
    }
    return result;
  }

  private LintResult pending(Work work, List<PlannedMigration> pending, SchemaReader reader) {
    Run run = new Run(work);
    if (!pending.isEmpty()) {
      String dialect = work.request().schema().dialect();
      DatabaseSchema live = reader.read(work.instance(), dialect);
      run.review.take(
          SupportedSchemas.named(dialect).creation(live).stream()
              .flatMap(change -> change.statements().stream())
              .toList());
      run.review.measure(reader.sizes(work.instance()));
      run.deployedTogether();
      pending.forEach(run::review);
    }
    return run.result();
  }

  /// An instance of the last environment stands for each schema.
  private List<Work> oneForEach(List<Work> works) {
    SequencedMap<String, Work> last = new LinkedHashMap<>();
    works.forEach(work -> last.put(work.schema(), work));
    List<Work> known = new ArrayList<>();
    for (Work work : last.values()) {
      if (LintLanguages.reviews(work.request().schema().dialect())) {
        known.add(work);
      } else {
        context
            .console()
            .note(
                "The schema %s is not reviewed: this release does not review SQL for %s."
                    .formatted(work.schema(), work.request().schema().dialect()));
      }
    }
    return known;
  }

  /// Returns what an engine would run on an empty database, by the names of changes.
  private SequencedMap<String, PlannedMigration> changes(Work work) {
    SequencedMap<String, PlannedMigration> changes = new LinkedHashMap<>();
    FileTree files = work.request().files();
    boolean none =
        work.request().schema().locations().stream()
            .allMatch(path -> files.find(path).isEmpty() && files.list(path).isEmpty());
    if (none) {
      return changes;
    }
    try (ScratchTarget target = ScratchTarget.open(scratches, context.wiring().get(), work, null)) {
      target.prepare();
      target.pending().forEach(planned -> changes.put(planned.migration().id(), planned));
      return changes;
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.INTERNAL,
          "The scratch database cannot be used: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  private static void since(
      Run run,
      Collection<PlannedMigration> changes,
      SequencedMap<String, PlannedMigration> known,
      String ref) {
    Set<String> here = ids(changes);
    int left = (int) known.keySet().stream().filter(here::contains).count();
    for (PlannedMigration planned : changes) {
      PlannedMigration old = known.get(planned.migration().id());
      boolean once = planned.migration().kind() != MigrationKind.REPEATABLE;
      left -= old == null ? 0 : 1;
      if (old != null && LintPlaces.reads(planned).equals(LintPlaces.reads(old))) {
        run.take(planned);
        continue;
      }
      if (old != null && once) {
        edited(run, planned, old, ref);
      } else if (old == null && once && left > 0) {
        run.say(
            HistoryRule.OUT_OF_ORDER,
            planned,
            "%s stands before %d %s that %s has already."
                .formatted(planned.migration().id(), left, left == 1 ? "change" : "changes", ref));
      }
      run.review(planned);
    }
    known.forEach((id, old) -> {
      if (!here.contains(id)) {
        run.say(HistoryRule.REMOVED, old, "%s has change %s, which is gone.".formatted(ref, id));
      }
    });
  }

  private static void edited(Run run, PlannedMigration planned, PlannedMigration old, String ref) {
    String id = planned.migration().id();
    String now = path(planned);
    String then = path(old);
    if (now.equals(then)) {
      run.say(
          HistoryRule.EDITED,
          planned,
          "%s has change %s already, with other statements.".formatted(ref, id));
    } else {
      run.say(
          HistoryRule.CONFLICT,
          planned,
          "%s has another change %s, in %s.".formatted(ref, id, then));
    }
  }

  private static String path(PlannedMigration planned) {
    SourceLocation source = planned.migration().source();
    return source == null ? "" : source.path();
  }

  private static Set<String> ids(Collection<PlannedMigration> changes) {
    return changes.stream().map(one -> one.migration().id()).collect(Collectors.toSet());
  }
}
