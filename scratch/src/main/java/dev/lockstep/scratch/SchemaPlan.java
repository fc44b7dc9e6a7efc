package dev.lockstep.scratch;

import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.diff.Difference;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Is the way from one schema to another, as it was computed and, mostly, proven.
///
/// *Shape*: it holds for exactly the state `from`; its fingerprint tells another one.
///
/// @param steps a statement each, in order
/// @param reverse leads back; run in this order
/// @param proof what came of running it
public record SchemaPlan(
    DatabaseSchema from,
    DatabaseSchema to,
    List<Difference> differences,
    List<Step> steps,
    List<SchemaChange> reverse,
    Proof proof) {
  public SchemaPlan {
    differences = List.copyOf(differences);
    steps = List.copyOf(steps);
    reverse = List.copyOf(reverse);
  }

  /// Is one statement.
  ///
  /// @param change what it is a part of
  /// @param effect what it was seen to do; empty when it was not looked at
  public record Step(SchemaChange change, String sql, Optional<Effect> effect) {}

  /// Is what follows one another and commits in the same manner.
  ///
  /// @param ownTransaction whether it begins and ends a transaction itself
  public record Stretch(boolean ownTransaction, List<Step> steps) {
    public Stretch {
      steps = List.copyOf(steps);
    }
  }

  /// Divides the steps, in order, where some are in their online form: those share no transaction,
  /// since their locks would be held to its end, and the others must not do without one for that.
  public List<Stretch> stretches() {
    boolean divided =
        SupportedProducts.all().named(to.dialect()).transactionalDdl()
            && steps.stream().anyMatch(step -> step.change().runsOnline());
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int at = 1; at <= steps.size(); at++) {
      boolean online = steps.get(from).change().runsOnline();
      if (at == steps.size() || steps.get(at).change().runsOnline() != online) {
        stretches.add(new Stretch(divided && !online && at - from > 1, steps.subList(from, at)));
        from = at;
      }
    }
    return List.copyOf(stretches);
  }

  /// Says what came of running a plan on a scratch database.
  public enum Proof {
    /// It was not run.
    NONE,
    /// It leads to what is wanted; the way back was not run, or does not lead back.
    FORWARD,
    /// It leads to what is wanted, and its reverse leads back.
    BOTH_WAYS
  }

  /// Lists what nothing brings back, in words.
  public List<String> losses() {
    return losses(changes());
  }

  /// Lists what taking it back would lose.
  public List<String> lossesOfReverse() {
    return losses(reverse.stream());
  }

  /// Lists what rows may hold that makes the server refuse a statement, in words.
  public List<String> failsIf() {
    return changes().flatMap(change -> change.failsIf().stream()).distinct().toList();
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  private Stream<SchemaChange> changes() {
    return steps.stream().map(Step::change).distinct();
  }

  private static List<String> losses(Stream<SchemaChange> changes) {
    return changes.flatMap(change -> change.losses().stream()).distinct().toList();
  }
}
