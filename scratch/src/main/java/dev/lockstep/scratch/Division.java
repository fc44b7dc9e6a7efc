package dev.lockstep.scratch;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.SchemaPlan.Step;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.sql.StatementTrait;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Divides a plan into parts that are applied and taken back on their own, each with its own way
/// back, by running them on a scratch database.
///
/// *Shape*: what follows one another and may share a transaction is one part, or what is of one
/// object; a statement that runs outside transactions shares a part with nothing but its own
/// change.
///
/// @param database is as the plan begins, and is the same again in the end, unless there is no way
///   back
public record Division(SchemaDialect dialect, ScratchDatabase database) {
  /// Says what shares a part.
  public enum Together {
    ALL,
    SAME_OBJECT
  }

  /// Is one part.
  ///
  /// @param statements in order, with what the session must be told before
  /// @param reverse takes them back; empty when no way back was found
  /// @param losses what the way back does not bring back
  /// @param inTransaction whether the statements may share a transaction
  /// @param reverseInTransaction whether those of the way back may
  public record Part(
      List<String> statements,
      List<String> reverse,
      List<String> losses,
      boolean inTransaction,
      boolean reverseInTransaction) {
    public Part {
      statements = List.copyOf(statements);
      reverse = List.copyOf(reverse);
      losses = List.copyOf(losses);
    }

    private Part withReverse(List<String> found, boolean together) {
      return new Part(statements, found, losses, inTransaction, together);
    }

    /// Joins what shares its transaction with this part.
    private Part with(Part next) {
      return new Part(
          joined(statements, next.statements),
          joined(next.reverse, reverse),
          joined(losses, next.losses),
          true,
          true);
    }
  }

  /// Is what belongs together.
  ///
  /// @param renames whether it is made of nothing else; those stand first in a plan
  private record Group(ObjectId root, boolean inTransaction, boolean renames, List<Step> steps) {
    private Group of(List<Step> some) {
      return new Group(root, inTransaction, renames, some);
    }
  }

  /// Is what came of running statements.
  ///
  /// @param statements with what the session must be told before
  /// @param count how many of them ran before the server asked for a commit
  private record Ran(List<String> statements, int count) {}

  /// Divides a plan.
  ///
  /// *Errors*: `INTERNAL` for a statement that ran before and fails now.
  public List<Part> divide(SchemaPlan plan, Together together) {
    try {
      List<Part> parts = new ArrayList<>();
      DatabaseSchema before = dialect.inspect(database.connection());
      DatabaseSchema start = before;
      Deque<Group> groups = new ArrayDeque<>(groups(plan, together));
      boolean renamed = false;
      int done = 0;
      while (!groups.isEmpty()) {
        Group wanted = groups.pop();
        Ran ran = ran(wanted.steps().stream().map(Step::sql).toList(), wanted.inTransaction());
        Group group = wanted.of(wanted.steps().subList(0, ran.count()));
        if (ran.count() < wanted.steps().size()) {
          groups.push(wanted.of(wanted.steps().subList(ran.count(), wanted.steps().size())));
        }
        DatabaseSchema after = dialect.inspect(database.connection());
        Part part =
            new Part(
                ran.statements(),
                group.renames() ? renamesBack(plan, done, group) : way(after, before),
                losses(group),
                group.inTransaction(),
                true);
        if (together == Together.ALL
            && renamed
            && parts.getLast().inTransaction()
            && part.inTransaction()) {
          parts.add(parts.removeLast().with(part));
        } else {
          parts.add(part);
        }
        renamed = group.renames();
        done += group.steps().size();
        before = after;
      }
      return back(parts, start);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.INTERNAL,
          "A planned statement fails on a scratch database: " + e.getMessage(),
          "Please report this with both schemas; nothing was changed.",
          e);
    }
  }

  private static List<String> losses(Group group) {
    return group.steps().stream()
        .flatMap(step -> step.change().losses().stream())
        .distinct()
        .toList();
  }

  private List<Group> groups(SchemaPlan plan, Together together) {
    List<Group> groups = new ArrayList<>();
    SchemaChange last = null;
    boolean renames = true;
    for (int i = 0; i < plan.steps().size(); i++) {
      Step step = plan.steps().get(i);
      renames = renames && isRename(plan, i);
      if (dialect.withinTransaction(List.of(step.sql())).isEmpty()) {
        continue;
      }
      boolean inTransaction = inTransaction(step);
      ObjectId root = root(plan, step.change().object());
      Group open = groups.isEmpty() ? null : groups.getLast();
      if (open != null
          && open.inTransaction() == inTransaction
          && open.renames() == renames
          && (inTransaction
              ? together == Together.ALL || open.root().equals(root)
              : step.change().equals(last))) {
        open.steps().add(step);
      } else {
        groups.add(new Group(root, inTransaction, renames, new ArrayList<>(List.of(step))));
      }
      last = step.change();
    }
    return groups;
  }

  /// Where changes commit by themselves, there is no transaction that the online forms could share.
  private boolean inTransaction(Step step) {
    List<SqlStatement> parts = product().splitter().split(step.sql());
    return !(step.change().runsOnline() && product().transactionalDdl())
        && parts.stream().noneMatch(part -> part.has(StatementTrait.NOT_IN_TRANSACTION));
  }

  /// An object may be in one of the two states only.
  private static ObjectId root(SchemaPlan plan, ObjectId id) {
    ObjectId at = id;
    while (true) {
      ObjectId child = at;
      SchemaObject object = plan.to().find(child).or(() -> plan.from().find(child)).orElse(null);
      ObjectId parent = object == null ? null : object.parent();
      if (parent == null || parent.kind().equals("schema")) {
        return at;
      }
      at = parent;
    }
  }

  /// A difference would drop what was renamed, so a rename is taken back by a rename.
  private static List<String> renamesBack(SchemaPlan plan, int done, Group group) {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < group.steps().size(); i++) {
      statements.addAll(0, back(plan, done + i).statements());
    }
    return statements;
  }

  private List<String> way(DatabaseSchema from, DatabaseSchema to) {
    return dialect.withinTransaction(
        Planning.wayBack(dialect, from, to).stream()
            .flatMap(change -> change.statements().stream())
            .toList());
  }

  /// The reverses of renames stand last in a plan's reverse.
  private boolean isRename(SchemaPlan plan, int index) {
    Step step = plan.steps().get(index);
    return index < plan.reverse().size()
        && step.sql().startsWith("ALTER ")
        && step.sql().contains(" RENAME ")
        && dialect
            .rename(step.change().object(), back(plan, index).object().name())
            .equals(step.sql());
  }

  private static SchemaChange back(SchemaPlan plan, int index) {
    return plan.reverse().get(plan.reverse().size() - 1 - index);
  }

  private Product product() {
    return SupportedProducts.all().named(dialect.name());
  }

  /// Runs statements as a deployment will, in one transaction where they share one, up to the first
  /// that wants what stands before it committed. Those that only want to be told that others will
  /// follow are told so.
  private Ran ran(List<String> statements, boolean together) throws SQLException {
    Connection connection = database.connection();
    boolean whole = together && product().transactionalDdl();
    List<String> all = new ArrayList<>();
    boolean told = false;
    int count = 0;
    connection.setAutoCommit(!whole);
    try {
      while (count < statements.size()) {
        String sql = statements.get(count);
        try {
          execute(sql, whole);
        } catch (SQLException e) {
          if (whole && count > 0 && dialect.needsCommit(e)) {
            break;
          }
          if (told || dialect.preparation().isEmpty() || !dialect.lacksSomething(e)) {
            throw e;
          }
          database.execute(dialect.preparation());
          all.addAll(dialect.preparation());
          told = true;
          continue;
        }
        all.add(sql);
        count++;
      }
      if (told) {
        database.execute(dialect.reset());
      }
      if (whole) {
        connection.commit();
      }
      return new Ran(all, count);
    } finally {
      if (whole) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /// A statement that fails must not take the transaction with it.
  private void execute(String sql, boolean whole) throws SQLException {
    if (!whole) {
      database.execute(sql);
      return;
    }
    Savepoint before = database.connection().setSavepoint();
    try {
      database.execute(sql);
      database.connection().releaseSavepoint(before);
    } catch (SQLException e) {
      database.connection().rollback(before);
      throw e;
    }
  }

  /// Runs the ways back; a change that does not come back as a whole has none.
  private List<Part> back(List<Part> parts, DatabaseSchema start) throws SQLException {
    List<Part> back = new ArrayList<>();
    try {
      for (Part part : parts.reversed()) {
        Ran first = ran(part.reverse(), true);
        Ran rest = ran(part.reverse().subList(first.count(), part.reverse().size()), false);
        back.addFirst(
            part.withReverse(
                joined(first.statements(), rest.statements()),
                first.count() == part.reverse().size()));
      }
      if (Difference.between(dialect.inspect(database.connection()), start).isEmpty()) {
        return back;
      }
    } catch (SQLException e) {
      if (!database.connection().isValid(0)) {
        throw e;
      }
      // What the server refuses on the way back is no fault of the way there.
    }
    return parts.stream().map(part -> part.withReverse(List.of(), true)).toList();
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
