package dev.lockstep.dialects.jdbc.journal;

import dev.lockstep.dialect.CommitPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Keeps one physical connection in order for all views that were handed out on it.
///
/// *Shape*: there is one transaction at most. The view that began it owns it; another view that
/// works meanwhile joins in, its commits wait for the owner's, its rollback goes back to where it
/// joined. A withheld commit leaves the transaction open with its owner at rest.
///
/// Used by one thread at a time.
public final class Journal {
  private final Connection physical;
  private final SessionCare care;
  private final List<String> sinceCommit = new ArrayList<>();
  private StatementObserver observer = StatementObserver.SILENT;
  private CommitPolicy policy = CommitPolicy.FORWARD_ALL;
  private @Nullable ConnectionView owner;
  private int openViews;
  private int pending;
  private boolean withheld;
  private boolean changed;
  private StatementObserver.Role role = StatementObserver.Role.OWN;
  private boolean begunBySql;

  public Journal(Connection physical, SessionCare care) {
    this.physical = physical;
    this.care = care;
  }

  /// Returns a connection that looks like one of its own; closing it gives it back.
  public Connection connection() {
    openViews++;
    return new ConnectionView(this).proxy();
  }

  /// Returns a source of such connections, for libraries that open several.
  public DataSource dataSource() {
    return new SharedDataSource(this);
  }

  /// Changes who hears of executions; returns who did before.
  public StatementObserver observe(StatementObserver next) {
    StatementObserver previous = observer;
    observer = next;
    return previous;
  }

  /// Changes who decides on commits; what is withheld is committed first.
  public void govern(CommitPolicy next) throws SQLException {
    settle();
    policy = next;
  }

  Connection physical() {
    return physical;
  }

  SessionCare care() {
    return care;
  }

  StatementObserver observer() {
    return observer;
  }

  /// Prepares the execution of a statement and counts it.
  Lead enter(ConnectionView view, String sql) throws SQLException {
    if (withheld && atRest() && care.refusesTransaction().test(sql)) {
      settle();
    }
    prepare(view);
    Lead lead = Lead.of(sql);
    if (inTransaction() && lead == Lead.COMMITS) {
      observer.committingByStatement(role);
    }
    pending++;
    if (!policy.equals(CommitPolicy.FORWARD_ALL)) {
      sinceCommit.add(sql);
    }
    return lead;
  }

  /// Tells how a statement that was entered will be committed.
  StatementObserver.Commit commit() {
    return inTransaction()
        ? StatementObserver.Commit.WITH_ITS_TRANSACTION
        : StatementObserver.Commit.BY_ITSELF;
  }

  private boolean inTransaction() {
    return owner != null || begunBySql;
  }

  /// Prepares work that no statement stands for: savepoints, a driver's own interfaces.
  void enterUnseen(ConnectionView view) throws SQLException {
    prepare(view);
    if (owner != null) {
      pending++;
    }
  }

  /// Puts the physical connection into the state that an execution by this view expects.
  private void prepare(ConnectionView view) throws SQLException {
    if (owner == null) {
      if (!view.autoCommit()) {
        owner = view;
      }
      setPhysicalAutoCommit(owner == null);
    } else if (owner != view && !view.autoCommit() && view.joined() == null && pending > 0) {
      view.join(physical.setSavepoint());
    }
  }

  /// Notes a statement that succeeded.
  void left(ConnectionView view, Lead lead) throws SQLException {
    switch (lead) {
      case HARMLESS -> {}
      case CHANGES_PATH -> changed = true;
      case CHANGES_SESSION -> changed();
      case BEGINS -> begunBySql = true;
      case COMMITS -> {
        begunBySql = false;
        ended();
        observer.committed();
        return;
      }
      case ROLLS_BACK -> {
        begunBySql = false;
        ended();
        observer.rolledBack();
        return;
      }
    }
    if (owner == null) {
      if (!begunBySql) {
        ended();
        observer.committed();
      }
    } else if (view.autoCommit() && atRest()) {
      requestCommit();
    }
  }

  /// Notes that a statement failed, so that it is not counted as part of the transaction.
  void failed() {
    pending--;
    if (!sinceCommit.isEmpty()) {
      sinceCommit.removeLast();
    }
  }

  /// Tells whether repeating what just failed repeats nothing else.
  boolean repeatable(ConnectionView view) {
    return !begunBySql && !withheld && pending == 1 && (owner == null || owner == view);
  }

  /// Clears the failed transaction away before its first statement runs again.
  void beforeRepeat() throws SQLException {
    if (owner != null) {
      physical.rollback();
    }
  }

  void commit(ConnectionView view) throws SQLException {
    if (owner == view) {
      requestCommit();
    } else {
      view.leave();
    }
  }

  void rollback(ConnectionView view) throws SQLException {
    Savepoint joined = view.joined();
    if (owner == view) {
      physical.rollback();
      ended();
      observer.rolledBack();
    } else if (joined != null) {
      physical.rollback(joined);
      view.leave();
    }
  }

  void changed() {
    changed = true;
    role = StatementObserver.Role.UNCERTAIN;
  }

  /// Takes a view back: what it left unfinished is undone, and behind the last one the session is
  /// put in order.
  void closed(ConnectionView view) throws SQLException {
    openViews--;
    if (!view.autoCommit() && !(owner == view && withheld && pending == 0)) {
      rollback(view);
    }
    view.rest();
    if (openViews == 0 && !withheld) {
      restore();
    }
  }

  /// Commits what is withheld.
  void settle() throws SQLException {
    if (withheld) {
      observer.committing(role);
      physical.commit();
      ended();
      observer.committed();
      if (openViews == 0) {
        restore();
      }
    }
  }

  private void requestCommit() throws SQLException {
    CommitPolicy.Decision decision =
        sinceCommit.isEmpty()
            ? CommitPolicy.Decision.FORWARD
            : policy.decide(List.copyOf(sinceCommit));
    switch (decision) {
      case FORWARD -> {
        observer.committing(role);
        physical.commit();
        ended();
        observer.committed();
      }
      case WITHHOLD -> {
        withheld = true;
        pending = 0;
      }
    }
  }

  private boolean atRest() {
    return owner == null || owner.autoCommit() || pending == 0;
  }

  private void ended() {
    owner = null;
    pending = 0;
    withheld = false;
    sinceCommit.clear();
  }

  private void restore() throws SQLException {
    if (begunBySql) {
      begunBySql = false;
      try (Statement statement = physical.createStatement()) {
        statement.execute("ROLLBACK");
      }
      ended();
      observer.rolledBack();
    }
    setPhysicalAutoCommit(true);
    if (changed) {
      care.restore().restore(physical);
      changed = false;
      role = StatementObserver.Role.OWN;
    }
  }

  private void setPhysicalAutoCommit(boolean wanted) throws SQLException {
    if (physical.getAutoCommit() != wanted) {
      physical.setAutoCommit(wanted);
    }
  }
}
