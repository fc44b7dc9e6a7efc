package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.GlobalPrecondition;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.Reuse;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Checksums;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.RowText;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.TransactionUse;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import dev.lockstep.engines.liquibase.bridge.HistoryTables;
import dev.lockstep.error.Fault;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.change.core.SQLFileChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.sqlgenerator.core.MarkChangeSetRanGenerator;
import liquibase.util.StringUtil;
import org.jspecify.annotations.Nullable;

/// Turns a parsed changelog into neutral values.
final class DefinitionReader {
  private static final int LONGEST_TEXT = 250;

  /// What the columns ID, AUTHOR and FILENAME hold.
  private static final int LONGEST_NAME = 255;

  private final ChangelogRequest request;
  private final ParsedChangelog parsed;
  private final Reading reading;
  private final TreeAccessor accessor;
  private final FactsConnection facts;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final IdentityHashMap<ChangeSet, SourceLocation> locations = new IdentityHashMap<>();

  DefinitionReader(
      ChangelogRequest request,
      ParsedChangelog parsed,
      Reading reading,
      TreeAccessor accessor,
      FactsConnection facts) {
    this.request = request;
    this.parsed = parsed;
    this.reading = reading;
    this.accessor = accessor;
    this.facts = facts;
  }

  ChangelogDefinition read() {
    HistoryTables tables = TableDefinitions.of(parsed.database());
    facts.reset();
    GlobalPrecondition precondition = globalPrecondition();
    List<ChangesetDefinition> changesets = new ArrayList<>();
    for (ChangeSet changeset : parsed.changelog().getChangeSets()) {
      Guarded.check(changeset, request.options(), location(changeset));
      changesets.add(changeset(changeset));
    }
    for (ChangeSet skipped : parsed.changelog().getSkippedChangeSets()) {
      changesets.add(skipped(skipped));
    }
    return new ChangelogDefinition(
        changesets, tables, faults, precondition, reuse(tables), accessor.touched());
  }

  /// Tells where a changeset begins in the repository.
  SourceLocation location(ChangeSet changeset) {
    return locations.computeIfAbsent(changeset, this::locate);
  }

  private SourceLocation locate(ChangeSet changeset) {
    DatabaseChangeLog changelog = changeset.getChangeLog();
    String physical = changelog == null ? null : changelog.getPhysicalFilePath();
    if (physical == null) {
      return new SourceLocation(changeset.getFilePath());
    }
    String path = accessor.treePath(physical);
    return new SourceLocation(
        path, reading.nextLine(path, changeset.getId(), changeset.getAuthor()), 0);
  }

  private ChangesetDefinition changeset(ChangeSet changeset) {
    SourceLocation source = location(changeset);
    ChangesetKey key = key(changeset);
    String excluded = excluded(changeset);
    initialise(changeset, source);
    if (excluded == null && !seen.add(key.toString())) {
      faults.add(
          fault(
              "duplicate-changeset",
              source,
              "Changeset " + key + " exists twice.",
              "Give one of the two another id."));
    }
    if (excluded == null) {
      tooLong("id", key.id(), source);
      tooLong("author", key.author(), source);
      tooLong("path", key.path(), source);
    }
    return new ChangesetDefinition(
        key,
        reading.earlierPath(changeset),
        source,
        text(changeset),
        checksums(changeset),
        rerun(changeset),
        changeset.isRunInTransaction() ? TransactionUse.ONE : TransactionUse.NONE,
        MarkChangeSetRanGenerator.getTagFromChangeset(changeset),
        keepsTag(changeset),
        excluded,
        WaysBack.of(changeset, parsed.database()));
  }

  private void tooLong(String what, String text, SourceLocation source) {
    if (text.length() > LONGEST_NAME) {
      faults.add(
          fault(
              "changeset-name-too-long",
              source,
              "The %s of this changeset has %d characters, and Liquibase's table takes %d."
                  .formatted(what, text.length(), LONGEST_NAME),
              what.equals("path")
                  ? "Give the changelog a shorter logicalFilePath."
                  : "Shorten it."));
    }
  }

  /// Describes a changeset that Liquibase already dropped because of its `dbms`.
  private ChangesetDefinition skipped(ChangeSet changeset) {
    return new ChangesetDefinition(
        key(changeset),
        null,
        location(changeset),
        new RowText("", "", null, null),
        new Checksums("", "", "", List.of("1:any"), List.of()),
        Rerun.NEVER,
        TransactionUse.ONE,
        null,
        false,
        "it is for "
            + String.join(", ", new java.util.TreeSet<>(changeset.getDbmsSet()))
            + ", not for "
            + parsed.database().getShortName(),
        new ChangesetDefinition.WayBack(
            ChangesetDefinition.WayBack.Kind.NONE, "it is not for this product"));
  }

  private void initialise(ChangeSet changeset, SourceLocation source) {
    for (Change change : changeset.getChanges()) {
      try {
        change.finishInitialization();
      } catch (Exception e) {
        faults.add(fault("change-not-ready", source, Failures.rootCause(e), Failures.nextStep(e)));
      }
    }
  }

  /// Asks Liquibase's own filters; they also drop SQL modifiers that do not apply, which the
  /// checksum must not see.
  private @Nullable String excluded(ChangeSet changeset) {
    List<ChangeSetFilter> filters =
        List.of(
            new ContextChangeSetFilter(parsed.contexts()),
            new LabelChangeSetFilter(parsed.labels()),
            new DbmsChangeSetFilter(parsed.database()),
            new IgnoreChangeSetFilter());
    String reason = null;
    for (ChangeSetFilter filter : filters) {
      ChangeSetFilterResult result = filter.accepts(changeset);
      if (!result.isAccepted() && reason == null) {
        reason = reason(filter, changeset);
      }
    }
    return reason;
  }

  private String reason(ChangeSetFilter filter, ChangeSet changeset) {
    if (filter instanceof ContextChangeSetFilter) {
      return "its context '" + changeset.buildFullContext() + "' is not among those given";
    }
    if (filter instanceof LabelChangeSetFilter) {
      String labels = changeset.buildFullLabels();
      return labels == null
          ? "it has no label that matches"
          : "its labels '" + labels + "' do not match";
    }
    if (filter instanceof DbmsChangeSetFilter) {
      return "it is not for " + parsed.database().getShortName();
    }
    return "it is marked as ignored";
  }

  private static RowText text(ChangeSet changeset) {
    String comments = changeset.getComments();
    return new RowText(
        StringUtil.limitSize(changeset.getDescription(), LONGEST_TEXT),
        StringUtil.limitSize(comments == null ? "" : comments.trim(), LONGEST_TEXT),
        changeset.buildFullContext(),
        changeset.buildFullLabels());
  }

  private static Rerun rerun(ChangeSet changeset) {
    if (changeset.shouldAlwaysRun()) {
      return Rerun.ALWAYS;
    }
    return changeset.shouldRunOnChange() ? Rerun.ON_CHANGE : Rerun.NEVER;
  }

  private Checksums checksums(ChangeSet changeset) {
    try {
      List<String> accepted =
          changeset.getValidCheckSums().stream().map(Object::toString).sorted().toList();
      return new Checksums(
          checksum(changeset, ChecksumVersion.V9),
          checksum(changeset, ChecksumVersion.V8),
          checksum(changeset, ChecksumVersion.V7),
          accepted,
          beforeSubstitutionFix(changeset));
    } catch (RuntimeException e) {
      faults.add(
          fault(
              "checksum-unknown",
              location(changeset),
              key(changeset) + ": " + Failures.rootCause(e),
              Failures.nextStep(e)));
      return new Checksums("", "", "", List.of(), List.of());
    } finally {
      changeset.clearCheckSum();
    }
  }

  private static List<String> beforeSubstitutionFix(ChangeSet changeset) {
    List<SQLFileChange> changes =
        changeset.getChanges().stream()
            .filter(SQLFileChange.class::isInstance)
            .map(SQLFileChange.class::cast)
            .toList();
    if (changes.isEmpty()) {
      return List.of();
    }
    changes.forEach(change -> change.setDoExpandExpressionsInGenerateChecksum(true));
    try {
      return List.of(
          checksum(changeset, ChecksumVersion.V9), checksum(changeset, ChecksumVersion.V8));
    } finally {
      changes.forEach(change -> change.setDoExpandExpressionsInGenerateChecksum(false));
    }
  }

  private static String checksum(ChangeSet changeset, ChecksumVersion version) {
    changeset.clearCheckSum();
    return changeset.generateCheckSum(version).toString();
  }

  private static boolean keepsTag(ChangeSet changeset) {
    return changeset.getChanges().stream()
        .anyMatch(change ->
            change instanceof TagDatabaseChange tag
                && Boolean.TRUE.equals(tag.isKeepTagOnRollback()));
  }

  private GlobalPrecondition globalPrecondition() {
    PreconditionContainer container = parsed.changelog().getPreconditions();
    if (container == null || container.getNestedPreconditions().isEmpty()) {
      return GlobalPrecondition.MET;
    }
    SourceLocation source = new SourceLocation(accessor.treePath(request.changelog()));
    try {
      container.check(parsed.database(), parsed.changelog(), null, null);
    } catch (PreconditionFailedException | PreconditionErrorException e) {
      if (!facts.queried()) {
        faults.add(fault("changelog-precondition", source, PreconditionText.of(e), null));
      }
    }
    return facts.queried() ? GlobalPrecondition.NEEDS_DATABASE : GlobalPrecondition.MET;
  }

  private Reuse reuse(HistoryTables tables) {
    if (parsed.parameters().deploymentIdRead()) {
      return Reuse.NEVER;
    }
    boolean named =
        String.valueOf(tables.changelogName().qualifier()).equals(request.server().database());
    return named || facts.userRead() ? Reuse.SAME_DATABASE : Reuse.SAME_SERVER_VERSION;
  }

  private static ChangesetKey key(ChangeSet changeset) {
    return new ChangesetKey(
        changeset.getFilePath(),
        String.valueOf(changeset.getId()),
        String.valueOf(changeset.getAuthor()));
  }

  private static Fault fault(
      String rule, SourceLocation source, String message, @Nullable String nextStep) {
    return new Fault(rule, source.path(), source.line(), source.column(), message, nextStep);
  }
}
