package dev.lockstep.scratch;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;

/// Are the renames that files name, beside what is there and what is wanted.
///
/// One that was carried out may stay where it is written, as not every database is equally far. One
/// that could have been meant otherwise is refused: without it, what bears the old name would go
/// with all that it holds.
///
/// @param all by the names that are there
public record RenameHints(List<Rename> all, DatabaseSchema live, DatabaseSchema desired) {
  public RenameHints {
    List<Rename> given = List.copyOf(all);
    all = given.stream().map(one -> byOldNames(one, given, live)).distinct().toList();
  }

  /// A part may be named by the new name of what it belongs to.
  private static Rename byOldNames(Rename one, List<Rename> all, DatabaseSchema live) {
    List<String> path = one.from().path();
    if (Rename.isThere(one.from(), live)) {
      return one;
    }
    for (Rename other : all) {
      List<String> renamed = other.to(List.of()).path();
      if (renamed.size() < path.size() && path.subList(0, renamed.size()).equals(renamed)) {
        List<String> old = new ArrayList<>(other.from().path());
        old.addAll(path.subList(renamed.size(), path.size()));
        return new Rename(new ObjectId(one.from().kind(), old), one.place());
      }
    }
    return one;
  }

  /// Lists those that are still to be done.
  ///
  /// *Errors*: `USAGE` for one that cannot be what is meant.
  public List<Rename> open() {
    all.forEach(this::require);
    return all.stream().filter(one -> one.isOpen(live, desired, all)).toList();
  }

  /// Lists those that nothing bears witness to: neither their old name nor their new one is there,
  /// where there is a place for it, or what it would be a part of is nowhere either.
  public List<Rename> unknown() {
    return all.stream()
        .filter(one -> !Rename.isThere(one.from(), live) && !Rename.isThere(one.to(all), live))
        .filter(this::hasPlace)
        .toList();
  }

  private boolean hasPlace(Rename one) {
    List<String> path = one.from().path();
    if (path.size() <= 2) {
      return !live.ofKind(one.from().kind()).isEmpty();
    }
    List<String> whole = path.subList(0, path.size() - 1);
    return holds(live, whole) || !holds(desired, whole);
  }

  private static boolean holds(DatabaseSchema schema, List<String> path) {
    return schema.objects().keySet().stream().anyMatch(id -> id.path().equals(path));
  }

  private void require(Rename one) {
    ObjectId to = one.to(all);
    boolean there = Rename.isThere(one.from(), live);
    if (one.from().kind().equals("type")) {
      throw refused(one, "say which kind of type it is: enum, composite, range or domain.");
    }
    all.stream()
        .filter(other -> other.from().equals(one.from()) && !other.place().equals(one.place()))
        .findFirst()
        .ifPresent(other -> {
          throw refused(one, "another hint says '" + other + "'.");
        });
    if (all.stream()
        .anyMatch(other -> other.to(all).equals(one.from()) && to.equals(other.from()))) {
      throw refused(
          one,
          "two that change names look the same before and after. Rename one of them to a third name"
              + " and deploy that first.");
    }
    if (!there || one.isOpen(live, desired, all)) {
      return;
    }
    boolean stays = Rename.isThere(one.from(), desired);
    if (!Rename.isThere(to, desired)) {
      throw refused(one, "no " + to + " is wanted.");
    }
    if (!Rename.isThere(to, live)) {
      throw refused(one, one.from() + " is still wanted under its old name.");
    }
    if (!stays) {
      throw refused(one, to + " is there already, beside " + one.from() + ".");
    }
  }

  private static LockstepException refused(Rename one, String reason) {
    return new LockstepException(
        ErrorCode.USAGE,
        "The rename '" + one + "' cannot be carried out: " + reason,
        "Write what is meant, or take it out where it has done its work.");
  }
}
