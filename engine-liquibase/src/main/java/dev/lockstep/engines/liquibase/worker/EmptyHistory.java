package dev.lockstep.engines.liquibase.worker;

import java.util.Date;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.AbstractChangeLogHistoryService;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/// Stands in for the history table while a changelog is only read: knows nothing, writes nothing.
public final class EmptyHistory extends AbstractChangeLogHistoryService {
  private static final int ABOVE_ALL = 10_000;

  @Override
  public int getPriority() {
    return ABOVE_ALL;
  }

  @Override
  public boolean supports(Database database) {
    return FactsConnection.isBehind(database.getConnection());
  }

  @Override
  public void init() {}

  @Override
  public void upgradeChecksums(
      DatabaseChangeLog changelog, @Nullable Contexts contexts, @Nullable LabelExpression labels) {}

  @Override
  public List<RanChangeSet> getRanChangeSets() {
    return List.of();
  }

  @Override
  public @Nullable RanChangeSet getRanChangeSet(ChangeSet changeset) {
    // Whoever asks wants to decide by it, and only the database can tell.
    FactsConnection.noteQuery(getDatabase().getConnection());
    return null;
  }

  @Override
  public ChangeSet.RunStatus getRunStatus(ChangeSet changeset) {
    FactsConnection.noteQuery(getDatabase().getConnection());
    return ChangeSet.RunStatus.NOT_RAN;
  }

  @Override
  public @Nullable Date getRanDate(ChangeSet changeset) {
    FactsConnection.noteQuery(getDatabase().getConnection());
    return null;
  }

  @Override
  public void replaceChecksum(ChangeSet changeset) {}

  @Override
  public void replaceFilePath(ChangeSet changeset, @Nullable String oldPath) {}

  @Override
  public void setExecType(ChangeSet changeset, ChangeSet.ExecType execType) {}

  @Override
  public void removeFromHistory(ChangeSet changeset) {}

  @Override
  public int getNextSequenceValue() {
    return 0;
  }

  @Override
  public void tag(String tag) {}

  @Override
  public boolean tagExists(String tag) {
    FactsConnection.noteQuery(getDatabase().getConnection());
    return false;
  }

  @Override
  public void clearAllCheckSums() {}

  @Override
  public void destroy() {}

  @Override
  public boolean isDatabaseChecksumsCompatible() {
    return true;
  }
}
