package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.engines.declarative.DeclarativeEngine;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.Migration;
import dev.lockstep.migration.MigrationStatus;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.project.Project;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.source.FileTree;
import dev.lockstep.sql.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reviews the changes of a project's schemas, as their engine understands them.
///
/// *Shape*: without a database the engine is asked what it would run on an empty one; each change
/// is reviewed against what those before it have made. With one, its pending changes are reviewed
/// against what it holds.
///
/// @param version of the server; empty for that of the schema or of the database that is asked
record LintProject(
    CommandContext context,
    Workspace workspace,
    Scratches scratches,
    LintRules rules,
    String version) {

  static final String CHANGE = "change";

  /// Says what whoever asks for remedies has agreed to.
  private static final Set<String> ACCEPTED = Set.of("not-alone-outside-transaction");

  /// Reviews all changes of each schema, or those that another commit does not have.
  ///
  /// @param since a branch, tag or commit; null for all
  ///
  ///   What such a commit says of rules holds for those as well: nothing passes a review that it
  ///   has relaxed itself.
  LintResult all(List<Work> works, @Nullable String since) {
    Optional<Project> theirs = since == null ? Optional.empty() : workspace.projectAt(since);
    ReviewSettings judged = theirs.orElse(workspace.project()).review();
    LintResult result = LintResult.nothing(CHANGE);
    for (Work work : oneForEach(works)) {
      String named = version.isEmpty() ? work.request().schema().version() : version;
      new LintLanguages(context.wiring().get()::splitter).named(dialect(work), named);
      ChangeReview run = review(work, named, judged);
      FileChanges changes = changes(work);
      if (since == null) {
        changes.run().values().forEach(run::review);
      } else {
        run.deployedTogether();
        compared(run, work, since, theirs).review(changes);
      }
      result = result.and(run.result());
    }
    return result;
  }

  /// Reviews what is pending on instances, once for all of an environment that lack the same.
  ///
  /// @param looks those that failed are passed over
  /// @param byItself tells which get a review of their own, with the sizes of their own tables
  SequencedMap<Work, LintResult> pending(List<Outcome<Snapshot>> looks, Predicate<Work> byItself) {
    SchemaReader reader = new SchemaReader(context, () -> workspace, scratches);
    SequencedMap<Work, LintResult> results = new LinkedHashMap<>();
    Map<List<Object>, LintResult> known = new HashMap<>();
    Map<List<String>, Set<String>> nowhere = pendingEverywhere(looks);
    for (Outcome<Snapshot> look : looks) {
      Snapshot snapshot = look.result();
      if (snapshot != null && LintLanguages.reviews(dialect(look.work()))) {
        List<Object> same =
            List.of(
                look.work().schema(),
                look.work().request().instance().environment(),
                byItself.test(look.work()) ? look.work().instance() : "",
                version(snapshot),
                PlanHash.of(snapshot.assessment().whole()));
        results.put(
            look.work(),
            known.computeIfAbsent(
                same,
                _ ->
                    pending(
                        snapshot, reader, nowhere.getOrDefault(places(look.work()), Set.of()))));
      }
    }
    return results;
  }

  /// Names the changes that none of the instances has, by the places of their files, which several
  /// schemas may share.
  private static Map<List<String>, Set<String>> pendingEverywhere(List<Outcome<Snapshot>> looks) {
    Map<List<String>, Set<String>> pending = new HashMap<>();
    for (Outcome<Snapshot> look : looks) {
      Snapshot snapshot = look.result();
      Set<String> here = snapshot == null ? Set.of() : ids(snapshot.assessment().pending());
      pending.computeIfAbsent(places(look.work()), _ -> new HashSet<>(here)).retainAll(here);
    }
    return pending;
  }

  private static List<String> places(Work work) {
    return work.request().schema().locations();
  }

  /// @param nowhere the changes that no instance has
  private LintResult pending(Snapshot snapshot, SchemaReader reader, Set<String> nowhere) {
    Work work = snapshot.work();
    ChangeReview run = review(work, version(snapshot), workspace.project().review());
    if (!snapshot.assessment().pending().isEmpty()) {
      run.take(reader.read(work.instance(), dialect(work)), reader.sizes(work.instance()));
      run.deployedTogether();
      for (PlannedMigration planned : snapshot.assessment().whole()) {
        if (nowhere.contains(planned.migration().id())) {
          run.review(planned);
        } else {
          run.reviewKept(planned);
        }
      }
    }
    return reader.answered(work.instance(), run.result());
  }

  private ChangeReview review(Work work, String version, ReviewSettings review) {
    String environment = work.request().instance().environment();
    LintSettings settings = rules.settings(review, work.schema(), environment);
    return new ChangeReview(
        work.request(),
        new LintLanguages(context.wiring().get()::splitter),
        review.remedies(work.schema(), environment) ? settings.without(ACCEPTED) : settings,
        version);
  }

  private String version(Snapshot snapshot) {
    return version.isEmpty()
        ? snapshot.server().majorVersion() + "." + snapshot.server().minorVersion()
        : version;
  }

  private static String dialect(Work work) {
    return work.request().schema().dialect();
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

  /// Returns what an engine would run on an empty database.
  private FileChanges changes(Work work) {
    FileTree files = work.request().files();
    boolean none =
        work.request().schema().locations().stream()
            .allMatch(path -> files.find(path).isEmpty() && files.list(path).isEmpty());
    if (none) {
      return FileChanges.NONE;
    }
    try (ScratchTarget target =
        ScratchTarget.open(scratches.standingIn(), context.wiring().get(), work, null)) {
      target.prepare();
      String scratch = target.database().connection().getCatalog();
      Assessment assessment = target.assessment();
      SequencedMap<String, PlannedMigration> run = new LinkedHashMap<>();
      assessment
          .whole()
          .forEach(planned -> run.put(planned.migration().id(), without(scratch, planned)));
      return new FileChanges(
          run,
          assessment.migrations().stream()
              .map(MigrationStatus::migration)
              .collect(Collectors.toMap(Migration::id, one -> one, (one, _) -> one)));
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.INTERNAL,
          "The scratch database cannot be used: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  /// A state is no change that could be edited or removed.
  private LintSince compared(ChangeReview run, Work work, String since, Optional<Project> theirs) {
    if (work.request().schema().engine().equals(DeclarativeEngine.NAME)) {
      return new LintSince(run, since, FileChanges.NONE, FileChanges.NONE);
    }
    FileTree there = workspace.files(since);
    FileTree before = workspace.filesForkedFrom(since);
    FileChanges old = changes(as(work, theirs).with(there));
    return new LintSince(
        run,
        since,
        old,
        before.commit().equals(there.commit()) ? old : changes(as(work, theirs).with(before)));
  }

  /// Returns the work with the schema as the other commit declares it: its changes may lie
  /// elsewhere, or be named otherwise, there.
  private Work as(Work work, Optional<Project> theirs) {
    List<SchemaDefinition> all = theirs.map(Project::schemas).orElse(List.of());
    SchemaDefinition here = work.request().schema();
    List<SchemaDefinition> gone =
        all.stream()
            .filter(one -> workspace.project().schema(one.name()).isEmpty())
            .filter(one -> one.engine().equals(here.engine()))
            .toList();
    return theirs
        .flatMap(project -> project.schema(here.name()))
        .or(() -> all.stream().filter(one -> one.locations().equals(here.locations())).findFirst())
        .or(() -> gone.size() == 1 ? Optional.of(gone.getFirst()) : Optional.empty())
        .map(work::with)
        .orElse(work);
  }

  /// Leaves out the name of the scratch database, which Liquibase writes before those of tables on
  /// MySQL and MariaDB, and which is another one each time.
  private static PlannedMigration without(@Nullable String scratch, PlannedMigration planned) {
    if (scratch == null
        || planned.statements().stream().noneMatch(one -> one.sql().text().contains(scratch))) {
      return planned;
    }
    return planned.with(planned.statements().stream().map(one -> without(scratch, one)).toList());
  }

  private static PlannedStatement without(String scratch, PlannedStatement planned) {
    SqlStatement sql = planned.sql();
    String text = sql.text().replace("`" + scratch + "`.", "").replace(scratch + ".", "");
    return new PlannedStatement(
        new SqlStatement(text, sql.start(), sql.end(), sql.kind(), sql.traits(), sql.inlineData()),
        planned.source(),
        planned.notes());
  }

  private static Set<String> ids(Collection<PlannedMigration> changes) {
    return changes.stream().map(one -> one.migration().id()).collect(Collectors.toSet());
  }
}
