package dev.lockstep.engines.declarative;

import dev.lockstep.deploy.Agreements;
import dev.lockstep.deploy.Agreements.Agreed;
import dev.lockstep.deploy.Agreements.Judged;
import dev.lockstep.deploy.DriftGuard;
import dev.lockstep.deploy.LeftAlone;
import dev.lockstep.diff.Difference;
import dev.lockstep.diff.Difference.Changed;
import dev.lockstep.diff.Difference.Removed;
import dev.lockstep.error.Fault;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Is what somebody changed in a database since its last state, and what becomes of it on the way
/// to another one.
///
/// *Shape*: what was agreed on stays as it is, unless the other state changes it itself, or changes
/// what it needs. What is different by the will of the other state is nobody's doing by hand.
final class HandMade {
  private static final int MOST_NAMED = 10;

  private final DatabaseSchema live;
  private final DatabaseSchema wanted;
  private final Judged judged;
  private final boolean certain;
  private final Map<ObjectId, Difference> made;
  private final SequencedMap<ObjectId, Difference> kept = new LinkedHashMap<>();
  private final List<Difference> takenBack;

  /// @param last the last state; null before the first, when nobody knows what was made by hand
  HandMade(
      @Nullable DatabaseSchema last,
      DatabaseSchema live,
      DatabaseSchema wanted,
      Agreements agreements) {
    DatabaseSchema base = last == null ? wanted : last;
    this.live = live;
    this.judged = agreements.judge(base, live);
    this.certain = base.majorVersion() == live.majorVersion();
    List<Difference> all = new ArrayList<>(judged.open());
    judged.agreed().forEach(one -> all.add(one.difference()));
    this.made = all.stream().collect(Collectors.toMap(Difference::id, Function.identity()));
    Set<ObjectId> asked =
        Difference.between(base, wanted).stream().map(Difference::id).collect(Collectors.toSet());
    judged.agreed().stream()
        .map(Agreed::difference)
        .filter(one -> !asked.contains(one.id()))
        // What a first deployment does not find was never there.
        .filter(one -> last != null || !(one instanceof Removed))
        .forEach(one -> kept.put(one.id(), one));
    DatabaseSchema merged = LeftAlone.in(wanted, live, kept.values());
    while (letsGo(merged)) {
      merged = LeftAlone.in(wanted, live, kept.values());
    }
    this.wanted = merged;
    Set<ObjectId> open = judged.open().stream().map(Difference::id).collect(Collectors.toSet());
    this.takenBack =
        last == null
            ? List.of()
            : all.stream()
                .filter(one -> !kept.containsKey(one.id()) && !asked.contains(one.id()))
                .filter(one -> open.contains(one.id()) || !goesWithParent(one.object(), wanted))
                .filter(one -> !isBroken(one))
                .toList();
  }

  /// Returns where the way is to lead.
  DatabaseSchema wanted() {
    return wanted;
  }

  /// Names what the way takes back.
  Set<ObjectId> takenBack() {
    return takenBack.stream().map(Difference::id).collect(Collectors.toSet());
  }

  /// Tells of what the way takes back.
  Optional<Fault> told(String instance) {
    List<Difference> seen = Difference.withoutParts(takenBack);
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    boolean spelling = !certain && takenBack.stream().allMatch(Changed.class::isInstance);
    String words =
        seen.stream().limit(MOST_NAMED).map(this::words).collect(Collectors.joining("; "))
            + (seen.size() > MOST_NAMED ? "; and " + (seen.size() - MOST_NAMED) + " more" : "");
    return Optional.of(
        new Fault(
            spelling ? "spelling" : DriftGuard.RULE,
            null,
            0,
            0,
            instance
                + (spelling
                    ? " reads otherwise than its history, which a server of another major version"
                        + " wrote: "
                    : " holds other things than its history makes, which this takes back: ")
                + words,
            "Let it be taken back (deploy --no-check-drift), take it into the files (lockstep pull -i %1$s), or live with it (drift: accept: in lockstep.yaml)."
                .formatted(instance)));
  }

  private String words(Difference difference) {
    boolean agreed =
        judged.agreed().stream().anyMatch(one -> one.difference().id().equals(difference.id()));
    return judged.words(difference)
        + (agreed ? " (accepted, but the files change what it needs)" : "");
  }

  /// An index that the server could not build to its end is nobody's will.
  private static boolean isBroken(Difference difference) {
    return difference instanceof Changed changed && changed.attributes().equals(Set.of("invalid"));
  }

  /// What was agreed on goes with what it belongs to without a word.
  private static boolean goesWithParent(SchemaObject object, DatabaseSchema wanted) {
    ObjectId parent = object.parent();
    return parent != null && wanted.find(parent).isEmpty();
  }

  /// Lets go of what cannot stay as it is; tells whether there was any.
  private boolean letsGo(DatabaseSchema merged) {
    Set<ObjectId> lost = new HashSet<>();
    for (SchemaObject object : merged.objects().values()) {
      boolean isKept = kept.containsKey(object.id());
      for (ObjectId needed : needs(object)) {
        if (merged.find(needed).isPresent()) {
          continue;
        }
        if (isKept && live.find(needed).isPresent()) {
          lost.add(object.id());
        } else if (!isKept && kept.containsKey(needed)) {
          lost.add(needed);
        }
      }
      if (isKept && isPartOfText(object)) {
        lost.add(object.id());
      }
    }
    for (Difference one : kept.values()) {
      ObjectId parent = one.object().parent();
      if (one instanceof Removed && parent != null && lost.contains(parent)) {
        lost.add(one.id());
      }
    }
    return kept.keySet().removeAll(lost);
  }

  private static List<ObjectId> needs(SchemaObject object) {
    List<ObjectId> needs = new ArrayList<>(object.uses());
    ObjectId parent = object.parent();
    if (parent != null) {
      needs.add(parent);
    }
    return needs;
  }

  /// Where a table is one text, as in SQLite, its parts come and go with that.
  private boolean isPartOfText(SchemaObject object) {
    ObjectId parent = object.parent();
    return parent != null
        && !kept.containsKey(parent)
        && made.get(parent) instanceof Changed text
        && text.attributes().contains("definition");
  }
}
