package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Works on arrays and sets.
final class ArraysAndSets {
  static final List<Builtin> ALL =
      List.of(
          pure(
              "array.concat",
              2,
              arguments -> {
                List<Value> all = new ArrayList<>(arguments.array(0).values());
                all.addAll(arguments.array(1).values());
                return new RegoArray(all);
              }),
          pure("array.slice", 3, ArraysAndSets::slice),
          pure(
              "array.reverse",
              1,
              arguments -> new RegoArray(arguments.array(0).values().reversed())),
          pure(
              "array.flatten",
              1,
              arguments -> {
                List<Value> all = new ArrayList<>();
                for (Value value : arguments.array(0)) {
                  Budget.keep(all.size());
                  if (value instanceof RegoArray inner) {
                    Budget.spend(inner.size());
                    all.addAll(inner.values());
                  } else {
                    all.add(value);
                  }
                }
                return new RegoArray(all);
              }),
          pure(
              "and",
              2,
              arguments -> {
                Set<Value> both = new HashSet<>(arguments.set(0).sorted());
                both.retainAll(new HashSet<>(arguments.set(1).sorted()));
                return RegoSet.of(both);
              }),
          pure(
              "or",
              2,
              arguments -> {
                Set<Value> all = new HashSet<>(arguments.set(0).sorted());
                all.addAll(arguments.set(1).sorted());
                return RegoSet.of(all);
              }),
          pure(
              "union",
              1,
              arguments -> {
                Set<Value> all = new HashSet<>();
                for (Value value : arguments.set(0)) {
                  Budget.keep(all.size());
                  all.addAll(inner(arguments, value).sorted());
                }
                return RegoSet.of(all);
              }),
          pure("intersection", 1, ArraysAndSets::intersection),
          pure(
              "set_diff",
              2,
              arguments -> {
                Set<Value> rest = new HashSet<>(arguments.set(0).sorted());
                arguments.set(1).forEach(rest::remove);
                return RegoSet.of(rest);
              }),
          pure(
              "internal.member_2",
              2,
              arguments -> RegoBoolean.of(isMember(arguments.value(0), arguments.value(1)))),
          pure(
              "internal.member_3",
              3,
              arguments ->
                  RegoBoolean.of(
                      isMember(arguments.value(0), arguments.value(1), arguments.value(2)))));

  private ArraysAndSets() {}

  private static Value slice(Arguments arguments) {
    RegoArray array = arguments.array(0);
    int from = Math.max(0, arguments.integer(1));
    int to = Math.min(array.size(), arguments.integer(2));
    return from >= to ? RegoArray.EMPTY : new RegoArray(array.values().subList(from, to));
  }

  private static RegoSet inner(Arguments arguments, Value value) {
    if (value instanceof RegoSet set) {
      Budget.spend(set.size());
      return set;
    }
    throw arguments.ofType(
        "operand 1 must be set of sets but got set containing " + value.typeName());
  }

  private static Value intersection(Arguments arguments) {
    Set<Value> common = null;
    for (Value value : arguments.set(0)) {
      List<Value> members = inner(arguments, value).sorted();
      if (common == null) {
        common = new HashSet<>(members);
      } else {
        common.retainAll(new HashSet<>(members));
      }
    }
    return common == null ? RegoSet.EMPTY : RegoSet.of(common);
  }

  private static boolean isMember(Value member, Value of) {
    return switch (of) {
      case RegoArray array -> {
        Budget.spend(array.size() / 16);
        yield array.values().contains(member);
      }
      case RegoSet set -> set.contains(member);
      case RegoObject object -> {
        Budget.spend(object.size() / 16);
        yield object.keys().stream().anyMatch(key -> object.at(key).equals(member));
      }
      default -> false;
    };
  }

  private static boolean isMember(Value key, Value member, Value of) {
    return switch (of) {
      case RegoArray array -> {
        int at = key instanceof RegoNumber number ? number.asInt().orElse(-1) : -1;
        yield at >= 0 && at < array.size() && array.get(at).equals(member);
      }
      case RegoSet set -> key.equals(member) && set.contains(member);
      case RegoObject object -> member.equals(object.get(key));
      default -> false;
    };
  }
}
