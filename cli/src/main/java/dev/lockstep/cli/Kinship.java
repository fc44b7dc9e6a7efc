package dev.lockstep.cli;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Rename;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Knows which objects of a schema are ones of the schema before, whatever they are called now.
///
/// @param originals what each was called before; what is new is left out
record Kinship(DatabaseSchema before, DatabaseSchema after, Map<ObjectId, ObjectId> originals) {
  private static final Set<String> HOLDERS = Set.of("table", "column");

  /// What of these bears another's name can be made anew without loss.
  private static final Set<String> HOLD_NOTHING =
      Set.of("index", "constraint", "view", "materialized_view");

  /// @param then which object is which in the schema before
  /// @param now likewise in the one after
  static Kinship of(
      DatabaseSchema before,
      DatabaseSchema after,
      Map<ObjectId, String> then,
      Map<ObjectId, String> now) {
    Map<String, ObjectId> known = new HashMap<>();
    then.forEach((id, identity) -> known.put(identity, id));
    Map<ObjectId, ObjectId> originals = new HashMap<>();
    now.forEach((id, identity) -> {
      ObjectId original = known.get(identity);
      if (original != null && original.kind().equals(id.kind())) {
        originals.put(id, original);
      }
    });
    return new Kinship(before, after, originals);
  }

  /// Says why no way back can be trusted: something new bears the name of what is still there under
  /// another one.
  Optional<String> obstacle() {
    return renamed()
        .filter(id -> !HOLD_NOTHING.contains(id.kind()) && isHeldByNew(original(id)))
        .findFirst()
        .map(id -> "%s was %s, and another one bears that name now".formatted(id, original(id)));
  }

  /// Tells whether names changed places, so that nobody could tell by names what is what.
  boolean isTangled() {
    return renamed().anyMatch(id -> Rename.isThere(original(id), after));
  }

  private boolean isHeldByNew(ObjectId name) {
    return Rename.isThere(name, after) && !originals.containsKey(name);
  }

  /// Lists tables and columns that were dropped, and of which new ones have taken the names.
  List<ObjectId> replaced() {
    Set<ObjectId> kept = new HashSet<>(originals.values());
    List<ObjectId> gone =
        before.objects().keySet().stream()
            .filter(id -> HOLDERS.contains(id.kind()))
            .filter(id -> after.find(id).isPresent() && !originals.containsKey(id))
            .filter(id -> !kept.contains(id))
            .toList();
    return gone.stream()
        .filter(id -> {
          int size = id.path().size() - 1;
          return size == 0 || !gone.contains(new ObjectId("table", id.path().subList(0, size)));
        })
        .toList();
  }

  /// Lists the renames that lead back, in the order in which they can be carried out: parts before
  /// what they belong to, and by way of another name where names changed places.
  List<Rename> back() {
    // An index moves with its table, so it gets its name first.
    List<ObjectId> all =
        renamed()
            .filter(id -> !isHeldByNew(original(id)))
            .sorted(
                Comparator.<ObjectId>comparingInt(id -> -id.path().size())
                    .thenComparingInt(id -> moves(id) ? 1 : 0)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<Rename> renames = new ArrayList<>();
    List<Rename> second = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      ObjectId id = all.get(at);
      if (Rename.isThere(within(id, original(id).name()), after)) {
        ObjectId aside = within(id, "lockstep_aside_" + at);
        renames.add(new Rename(id, aside.name()));
        second.add(rename(aside, original(id)));
      } else {
        renames.add(rename(id, original(id)));
      }
      if (at + 1 == all.size() || all.get(at + 1).path().size() != id.path().size()) {
        renames.addAll(second);
        second.clear();
      }
    }
    return renames;
  }

  /// Lists what is called otherwise than before by a name of its own, and not because of what it
  /// belongs to.
  private Stream<ObjectId> renamed() {
    return originals.keySet().stream()
        .filter(id -> Rename.isThere(id, after) && Rename.isThere(original(id), before))
        .filter(id -> !id.name().equals(original(id).name()) || moves(id));
  }

  private ObjectId original(ObjectId id) {
    return originals.getOrDefault(id, id);
  }

  private boolean moves(ObjectId id) {
    if (!Rename.moves(id)) {
      return false;
    }
    ObjectId schema = new ObjectId("schema", id.path().subList(0, 1));
    return !original(schema).path().getFirst().equals(original(id).path().getFirst());
  }

  /// The schema to move to is still called as it is now.
  private Rename rename(ObjectId from, ObjectId to) {
    if (!Rename.moves(from)) {
      return new Rename(from, to.name());
    }
    String place =
        originals.entrySet().stream()
            .filter(entry -> entry.getValue().kind().equals("schema"))
            .filter(entry -> entry.getValue().path().getFirst().equals(to.path().getFirst()))
            .map(entry -> entry.getKey().path().getFirst())
            .findFirst()
            .orElse(to.path().getFirst());
    return place.equals(from.path().getFirst())
        ? new Rename(from, to.name())
        : new Rename(from, List.of(place, to.name()));
  }

  private static ObjectId within(ObjectId id, String name) {
    List<String> path = new ArrayList<>(id.path());
    path.set(path.size() - 1, name);
    return new ObjectId(id.kind(), path);
  }
}
