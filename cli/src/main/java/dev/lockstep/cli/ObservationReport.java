package dev.lockstep.cli;

import dev.lockstep.cli.Estimate.Hold;
import dev.lockstep.cli.Estimate.Span;
import dev.lockstep.cli.Estimate.Timing;
import dev.lockstep.cli.Observation.ObservedChange;
import dev.lockstep.lint.TableSize;
import dev.lockstep.migration.Execution;
import dev.lockstep.migration.PlannedStatement;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.plan.Effect;
import dev.lockstep.scratch.Observer.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells what the statements of one change do, and reckons what that means for the database in use.
///
/// @param sizes of the tables of the database in use
/// @param timed whether it ran on many rows
record ObservationReport(
    ObservedChange observed, Map<QualifiedName, TableSize> sizes, boolean timed) {
  private static final Set<String> CHANGES_ROWS = Set.of("UPDATE", "DELETE", "INSERT", "MERGE");

  private Estimate estimate() {
    return new Estimate(sizes, observed.copied());
  }

  private List<Hold> holds() {
    List<Effect> effects =
        observed.statements().stream().map(one -> one.effect().orElse(Effect.NONE)).toList();
    return estimate()
        .holds(
            observed.inOneTransaction()
                ? List.of(effects)
                : effects.stream().map(List::of).toList());
  }

  /// Tells whether any of its statements takes long, by what is assumed.
  boolean isReckoned() {
    return observed.statements().stream()
        .anyMatch(one -> one.effect().isPresent() && time(one, one.effect().get()).isLong());
  }

  /// Where there were no rows, nobody saw how many a statement changes.
  private Span time(Observed one, Effect effect) {
    Span time = estimate().time(effect);
    return isBlind(one, effect) ? time.plus(Span.UNKNOWN) : time;
  }

  private boolean isBlind(Observed one, Effect effect) {
    return effect.work().rows().isEmpty()
        && observed.copied().values().stream().allMatch(rows -> rows == 0)
        && sizes.values().stream().anyMatch(size -> size.rows() > 0)
        && planned(one)
            .filter(statement -> CHANGES_ROWS.contains(statement.sql().kind()))
            .isPresent();
  }

  /// Says it in words: first the locks that keep others waiting, then what else takes long.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (observed.change().execution() instanceof Execution.ByEngine(String reason)) {
      lines.add("its locks were not looked at: its engine runs it (" + reason + ")");
    }
    List<Hold> holds = holds();
    holds.forEach(hold -> lines.add(hold.words()));
    for (Observed one : observed.statements()) {
      one.effect().ifPresent(effect -> lines.addAll(others(effect, holds)));
      if (one.effect().filter(effect -> isBlind(one, effect)).isPresent()) {
        lines.add(
            place(one) + ": nobody knows how many rows this changes, as none could be made up");
      }
      timing(one)
          .ifPresent(timing ->
              lines.add("%s: timed on %s".formatted(place(one), timing.words(one.took()))));
      if (one.effect().isEmpty()) {
        lines.add(place(one) + ": its locks could not be seen");
      }
    }
    return lines;
  }

  /// What nobody waits for at a table, or may wait for at some of its rows.
  private List<String> others(Effect effect, List<Hold> holds) {
    List<String> lines = new ArrayList<>();
    List<String> work = estimate().work(effect);
    Span time = estimate().time(effect);
    if (time.isLong() && holds.stream().noneMatch(hold -> hold.because().containsAll(work))) {
      lines.add(
          String.join(", ", work)
              + " for "
              + time
              + (effect.work().rows().stream().anyMatch(rows -> rows.updated() + rows.deleted() > 0)
                  ? "; blocks who writes those rows"
                  : "; blocks nobody"));
    }
    effect.work().triggers().forEach(trigger -> lines.add("fires " + trigger));
    return lines;
  }

  /// Finds what a statement that works on rows was timed on.
  private Optional<Timing> timing(Observed one) {
    return timed ? one.effect().flatMap(estimate()::timing) : Optional.empty();
  }

  private String place(Observed one) {
    return planned(one).map(statement -> statement.source().toString()).orElse(one.sql());
  }

  private Optional<PlannedStatement> planned(Observed one) {
    return observed.change().statements().stream()
        .filter(statement -> statement.sql().text().equals(one.sql()))
        .findFirst();
  }

  Json.Node json() {
    return Json.object()
        .put("holds", holds().stream().map(ObservationReport::hold).toList())
        .put("statements", observed.statements().stream().map(this::statement).toList());
  }

  /// Returns what was seen of each statement, by its text.
  Map<String, Json.Node> byText() {
    Map<String, Json.Node> seen = new HashMap<>();
    observed.statements().forEach(one -> seen.put(one.sql(), statement(one)));
    return seen;
  }

  private static Json.Node hold(Hold hold) {
    return Json.object()
        .put("table", hold.lock().table())
        .put("mode", hold.lock().mode())
        .put("blocks", hold.lock().blocks())
        .put("rows", hold.size().map(TableSize::rows).orElse(null))
        .put("bytes", hold.size().map(TableSize::bytes).orElse(null))
        .put("time", time(hold.time()))
        .put("because", hold.because());
  }

  private static Json.Node time(Span span) {
    return Json.object()
        .put("fromSeconds", Math.round(span.from()))
        .put("toSeconds", Math.round(span.to()))
        .put("complete", span.complete())
        .put("words", span.toString());
  }

  private Json.Node statement(Observed one) {
    return Json.object()
        .put("line", planned(one).map(statement -> statement.source().line()).orElse(0))
        .put("sql", one.sql())
        .put("tookMillis", one.took().toMillis())
        .put("effect", one.effect().map(ObservationReport::effect).orElse(null))
        .put("time", one.effect().map(effect -> time(time(one, effect))).orElse(null))
        .put("timed", timing(one).map(timing -> timed(timing, one)).orElse(null));
  }

  private static Json.Node timed(Timing timing, Observed one) {
    return Json.object()
        .put("table", timing.table())
        .put("rows", timing.rows())
        .put("of", timing.of())
        .put("time", time(timing.span(one.took())));
  }

  private static Json.Node effect(Effect effect) {
    Effect.Work work = effect.work();
    return SchemaPlanJson.effect(effect)
        .put(
            "indexes",
            work.indexes().stream()
                .map(index -> Json.object().put("name", index.name()).put("table", index.table()))
                .toList())
        .put(
            "rows",
            work.rows().stream()
                .map(rows ->
                    Json.object()
                        .put("table", rows.table())
                        .put("inserted", rows.inserted())
                        .put("updated", rows.updated())
                        .put("deleted", rows.deleted()))
                .toList())
        .put("triggers", work.triggers())
        .put("walBytes", work.walBytes());
  }
}
