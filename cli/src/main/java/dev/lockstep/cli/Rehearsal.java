package dev.lockstep.cli;

import dev.lockstep.cli.ScratchTarget.Standing;
import dev.lockstep.deploy.DeploymentListener;
import dev.lockstep.deploy.Losses;
import dev.lockstep.deploy.PolicyGuard;
import dev.lockstep.deploy.RollbackRequest;
import dev.lockstep.deploy.WayBack;
import dev.lockstep.deploy.WayBack.Way;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.diff.Difference;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.migration.RollbackPlan;
import dev.lockstep.migration.RollbackTarget;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tries what is pending on a copy of a target's schema: each change there, back, and there again.
final class Rehearsal {
  private final ScratchTarget target;
  private final GeneratedRows rows;

  /// @param target holds the copy
  /// @param rows fills it
  Rehearsal(ScratchTarget target, GeneratedRows rows) {
    this.target = target;
    this.rows = rows;
  }

  /// Says what came of one change.
  enum Verdict {
    /// It can be taken back, and everything is as before.
    REVERSIBLE,
    /// It can be taken back, and some rows or values are gone.
    REVERSIBLE_WITH_LOSS,
    /// Nobody knows a way back.
    IRREVERSIBLE,
    /// Somebody wrote a way back, and it leads elsewhere.
    WRONG_WAY_BACK,
    /// It does not run.
    FAILED
  }

  /// Is what came of one change.
  ///
  /// @param derived whether the way back was derived rather than written
  /// @param losses what is gone after there and back, in words
  /// @param reason why it is not reversible; empty otherwise
  /// @param onRows what stands in its way when there are rows, and not without; empty otherwise
  /// @param notTried which rows of what it touches there were none of, in words with the reason
  record Tried(
      PlannedMigration change,
      Verdict verdict,
      boolean derived,
      List<String> losses,
      String reason,
      String onRows,
      List<String> notTried) {
    Tried {
      losses = List.copyOf(losses);
      notTried = List.copyOf(notTried);
    }

    Tried(
        PlannedMigration change,
        Verdict verdict,
        boolean derived,
        List<String> losses,
        String reason) {
      this(change, verdict, derived, losses, reason, "", List.of());
    }

    /// Tells whether something went wrong on the way that rows may have caused.
    boolean stumbled() {
      return verdict == Verdict.FAILED
          || verdict == Verdict.WRONG_WAY_BACK
          || (verdict == Verdict.IRREVERSIBLE && derived);
    }

    Tried butOnRows(String why) {
      return new Tried(change, verdict, derived, losses, reason, why, List.of());
    }

    Tried withoutTrying(List<String> rowsOrValues) {
      return new Tried(change, verdict, derived, losses, reason, onRows, rowsOrValues);
    }
  }

  /// Puts together what was tried with rows, up to the first that stumbled, and without.
  static List<Tried> joined(List<Tried> withRows, List<Tried> without) {
    List<Tried> all = new ArrayList<>();
    int last = withRows.size() - 1;
    for (int at = 0; at < without.size(); at++) {
      Tried bare = without.get(at);
      if (at < last) {
        all.add(withRows.get(at));
      } else if (at == last && bare.verdict() != withRows.get(at).verdict()) {
        all.add(bare.butOnRows(withRows.get(at).reason()));
      } else {
        all.add(bare);
      }
    }
    return all;
  }

  /// Makes the copy: the schema as it is, and the rows of the engine's history.
  ///
  /// *Errors*: `CONFIGURATION` when a scratch database cannot hold what the live one does.
  ///
  /// @param live is read from
  void build(JdbcSession live) throws SQLException {
    DatabaseSchema schema = target.dialect().inspect(live.raw()).without(Bookkeeping::isLedger);
    target.database().begin(schema.beginning());
    DatabaseSchema empty = target.dialect().inspect(target.database().connection());
    target.database().execute(target.dialect().preparation());
    for (SchemaChange change : target.dialect().planner().plan(empty, schema)) {
      try {
        target.database().execute(change.statements());
      } catch (SQLException e) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "No scratch database can hold %s of %s: %s"
                .formatted(change.object(), live.place(), e.getMessage()),
            "Name a server that can, with --scratch URL or scratch: in lockstep.yaml.",
            e);
      }
    }
    for (SchemaObject table : schema.ofKind("table")) {
      if (target.isBookkeeping(table.id())) {
        copy(table.id(), live);
      }
    }
  }

  private void copy(ObjectId table, JdbcSession live) throws SQLException {
    String name = table.path().stream().map(live.dialect()::quote).collect(Collectors.joining("."));
    try (Statement reading = live.raw().createStatement();
        ResultSet rows = reading.executeQuery("SELECT * FROM " + name)) {
      int columns = rows.getMetaData().getColumnCount();
      String values = String.join(", ", Collections.nCopies(columns, "?"));
      try (PreparedStatement writing =
          target
              .database()
              .connection()
              .prepareStatement("INSERT INTO " + name + " VALUES (" + values + ")")) {
        while (rows.next()) {
          for (int column = 1; column <= columns; column++) {
            writing.setObject(column, rows.getObject(column));
          }
          writing.addBatch();
        }
        writing.executeBatch();
      }
    }
  }

  /// Tries everything that is pending, in order, up to the first that fails; with rows, up to the
  /// first that they may have hindered.
  List<Tried> run() throws SQLException {
    List<Tried> all = new ArrayList<>();
    Assessment start = target.deployer().look(target.work()).assessment();
    if (!start.faults().isEmpty()) {
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          start.faults().getFirst().message() + ".",
          start.faults().getFirst().nextStep());
    }
    for (PlannedMigration planned : start.pending()) {
      Tried tried = attempt(planned);
      all.add(tried);
      if (tried.verdict() == Verdict.FAILED || (tried.stumbled() && !rows.isEmpty())) {
        break;
      }
    }
    return all;
  }

  private Tried attempt(PlannedMigration planned) throws SQLException {
    Work work = target.work();
    String id = planned.migration().id();
    String position = target.deployer().look(work).assessment().position();
    Standing start = target.standing();
    DatabaseSchema before = start.schema();
    rows.fill(before);
    GeneratedRows.Held held = rows.read(before);
    Optional<String> failure = target.run(one -> one.migration().id().equals(id));
    if (failure.isPresent()) {
      return new Tried(planned, Verdict.FAILED, false, List.of(), failure.get());
    }
    Standing end = target.standing();
    DatabaseSchema after = end.schema();
    RollbackTarget back = new RollbackTarget.Position(position);
    RollbackPlan plan = target.deployer().planRollback(work, back, WayBack.NONE);
    boolean written = plan.irreversible().isEmpty() && !plan.steps().isEmpty();
    DerivedWay derived = target.wayBack(start, end, planned);
    Optional<Way> way = derived.way();
    if (!written && (way.isEmpty() || !canBeSaid(plan))) {
      String why =
          derived
              .obstacle()
              .orElse(plan.irreversible().isEmpty() ? "" : plan.irreversible().getFirst().reason());
      return new Tried(planned, Verdict.IRREVERSIBLE, false, List.of(), why);
    }
    Optional<String> wrong = takeBack(back, way).or(() -> elsewhere(before));
    if (wrong.isPresent()) {
      if (rows.isEmpty()) {
        goOn(id, before, after);
      }
      return new Tried(
          planned,
          written ? Verdict.WRONG_WAY_BACK : Verdict.IRREVERSIBLE,
          !written,
          List.of(),
          wrong.get());
    }
    List<String> seen = GeneratedRows.lost(held, rows.read(before));
    Optional<String> again =
        target.run(one -> one.migration().id().equals(id)).or(() -> elsewhere(after));
    if (again.isPresent()) {
      return new Tried(
          planned, Verdict.FAILED, !written, List.of(), "after there and back, " + again.get());
    }
    List<String> losses = losses(planned, derived, seen, held, written);
    return new Tried(
            planned,
            losses.isEmpty() ? Verdict.REVERSIBLE : Verdict.REVERSIBLE_WITH_LOSS,
            !written,
            losses,
            "")
        .withoutTrying(notTried(planned, before, Difference.between(before, after), held));
  }

  /// Lists what of the tables that a change touches had no rows, or columns no values.
  private List<String> notTried(
      PlannedMigration planned,
      DatabaseSchema before,
      List<Difference> differences,
      GeneratedRows.Held held) {
    List<String> missing = new ArrayList<>();
    rows.unfilled()
        .forEach((table, why) -> {
          if (before.find(table).isPresent()
              && (mentions(planned, table)
                  || differences.stream().anyMatch(one -> belongs(one.object(), table, before)))) {
            missing.add("rows of " + table + ": " + why);
          }
        });
    differences.stream()
        .filter(one -> one instanceof Difference.Changed && held.isBlank(one.id()))
        .forEach(one -> missing.add("values of " + one.id() + ": no made-up row has one"));
    return missing;
  }

  private static boolean belongs(SchemaObject object, ObjectId table, DatabaseSchema before) {
    ObjectId parent = object.parent();
    return object.id().equals(table)
        || (parent != null
            && (parent.equals(table)
                || before.find(parent).filter(one -> belongs(one, table, before)).isPresent()));
  }

  /// What the engine runs by itself may touch anything.
  private static boolean mentions(PlannedMigration planned, ObjectId table) {
    Pattern name =
        Pattern.compile(
            "(?<!\\w)" + Pattern.quote(table.name()) + "(?!\\w)", Pattern.CASE_INSENSITIVE);
    return planned.statements().isEmpty()
        || planned.statements().stream()
            .anyMatch(statement -> name.matcher(statement.sql().text()).find());
  }

  private static boolean canBeSaid(RollbackPlan plan) {
    return plan.irreversible().stream().noneMatch(item -> item.history().isEmpty());
  }

  private Optional<String> takeBack(RollbackTarget back, Optional<Way> way) {
    RollbackRequest request =
        new RollbackRequest(
            null,
            back,
            RollbackRequest.Irreversibles.REFUSE,
            Losses.ACCEPT,
            (_, wanted) -> way.map(one -> Map.of(wanted.getFirst().id(), one)).orElse(Map.of()),
            null,
            PolicyGuard.NONE);
    return ScratchTarget.failure(
        target.deployer().rollback(target.work(), request, DeploymentListener.SILENT));
  }

  private Optional<String> elsewhere(DatabaseSchema wanted) {
    List<Difference> differences = Difference.between(wanted, target.schema());
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            differences.getFirst().id()
                + " is not as it was"
                + (differences.size() > 1
                    ? ", nor are " + (differences.size() - 1) + " more"
                    : ""));
  }

  /// Puts the copy right by itself and applies the change again, so that the next can be tried. A
  /// way back that failed as a whole has left everything as it was.
  private void goOn(String id, DatabaseSchema before, DatabaseSchema after) throws SQLException {
    if (target.pending(id).isEmpty() && Difference.between(after, target.schema()).isEmpty()) {
      return;
    }
    for (SchemaChange change : target.dialect().planner().plan(target.schema(), before)) {
      target.database().execute(change.statements());
    }
    target.run(one -> one.migration().id().equals(id));
  }

  /// Where there are rows, what is gone was seen. Elsewhere, what the change itself takes away
  /// nobody brings back, and rows that a written way brings back are its author's business.
  private static List<String> losses(
      PlannedMigration planned,
      DerivedWay derived,
      List<String> seen,
      GeneratedRows.Held held,
      boolean written) {
    List<String> losses = new ArrayList<>(seen);
    derived.done().stream()
        .filter(change -> !held.cover(change.object()))
        .flatMap(change -> change.losses().stream())
        .forEach(losses::add);
    derived.replaced().stream().filter(loss -> !losses.contains(loss)).forEach(losses::add);
    if (!written && seen.isEmpty()) {
      losses.addAll(DerivedWay.rows(planned));
    }
    return losses;
  }
}
