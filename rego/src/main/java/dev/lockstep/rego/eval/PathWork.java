package dev.lockstep.rego.eval;

import dev.lockstep.rego.compile.Expr;
import dev.lockstep.rego.compile.Expr.Document;
import dev.lockstep.rego.compile.Node;
import dev.lockstep.rego.eval.RuleWork.Growing;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Follows ways into values and documents.
final class PathWork {
  private final Evaluator evaluator;
  private final RuleWork rules;
  private final Node root;

  PathWork(Evaluator evaluator, RuleWork rules, Node root) {
    this.evaluator = evaluator;
    this.rules = rules;
    this.root = root;
  }

  boolean path(Expr.Path path, @Nullable Value[] frame, Predicate<Value> take) {
    Way way = new Way(path.keys(), frame, take);
    return switch (path.base()) {
      case Document.INPUT -> {
        Value input = evaluator.documents().input();
        yield input == null || way.into(input, 0);
      }
      case Document.DATA ->
          way.data(
              new Spot(root, evaluator.documents().data(), evaluator.documents().mask(), List.of()),
              0);
      case Expr.Of(Expr head) -> evaluator.expr(head, frame, value -> way.into(value, 0));
    };
  }

  /// Is a place below `data`: what rules make there, and what is there beside them.
  ///
  /// @param node null when there are no rules
  /// @param base null when there is nothing else
  /// @param grown what rules further up make here: values, and what has grown
  private record Spot(
      @Nullable Node node, @Nullable Value base, @Nullable Mask mask, List<Object> grown) {
    Spot {
      if (mask != null && mask.whole()) {
        node = null;
        grown = List.of();
      }
    }

    boolean isEmpty() {
      return node == null && base == null && grown.isEmpty();
    }

    /// Tells whether rules make one value or set here, and not parts of an object.
    boolean isWhole() {
      if (node != null && !node.rules().isEmpty() && !node.isOpen()) {
        return true;
      }
      for (Object one : grown) {
        if (one instanceof Value || set(one) != null) {
          return true;
        }
      }
      return false;
    }
  }

  private static @Nullable RegoSet set(Object grown) {
    return grown instanceof Growing growing ? growing.set() : null;
  }

  private Spot at(Spot spot, Value key) {
    Node node = spot.node();
    List<Object> grown = new ArrayList<>();
    for (Object one : grownAt(spot)) {
      Object inner = one instanceof Growing growing ? growing.at(key) : null;
      if (inner != null) {
        grown.add(inner);
      }
    }
    return new Spot(
        node == null ? null : node.child(key),
        spot.base() == null ? null : stored(spot.base(), key),
        spot.mask() == null ? null : spot.mask().at(key),
        grown);
  }

  private List<Object> grownAt(Spot spot) {
    Node node = spot.node();
    if (node == null || !node.isOpen()) {
      return spot.grown();
    }
    List<Object> all = new ArrayList<>(spot.grown());
    all.add(rules.grown(node));
    return all;
  }

  /// In documents that were given, all keys are text.
  private static @Nullable Value stored(Value value, Value key) {
    Value found = element(value, key);
    return found == null && value instanceof RegoObject object && key instanceof RegoNumber
        ? object.get(key.toString())
        : found;
  }

  /// Returns what a value holds at a key; null when nothing.
  static @Nullable Value element(Value value, Value key) {
    return switch (value) {
      case RegoObject object -> object.get(key);
      case RegoArray array -> {
        int index = key instanceof RegoNumber number ? number.asInt().orElse(-1) : -1;
        yield index >= 0 && index < array.size() ? array.get(index) : null;
      }
      case RegoSet set -> set.contains(key) ? key : null;
      default -> null;
    };
  }

  /// Is a way that is being followed.
  private final class Way {
    private final List<Expr> keys;
    private final @Nullable Value[] frame;
    private final Predicate<Value> take;

    Way(List<Expr> keys, @Nullable Value[] frame, Predicate<Value> take) {
      this.keys = keys;
      this.frame = frame;
      this.take = take;
    }

    boolean into(Value start, int from) {
      Value value = start;
      int at = from;
      while (at < keys.size()) {
        Value key = known(keys.get(at));
        if (key == null) {
          return search(value, at);
        }
        value = element(value, key);
        if (value == null) {
          return true;
        }
        at++;
      }
      return take.test(value);
    }

    /// Returns a key that is at hand.
    private @Nullable Value known(Expr key) {
      return switch (key) {
        case Expr.Constant(Value value) -> value;
        case Expr.Local local -> frame[local.slot()];
        default -> null;
      };
    }

    private boolean search(Value value, int at) {
      Expr key = keys.get(at);
      if (isGround(key)) {
        return evaluator.expr(
            key,
            frame,
            found -> {
              Value element = element(value, found);
              return element == null || into(element, at + 1);
            });
      }
      return Evaluator.elements(
          value,
          (found, element) -> {
            evaluator.run().spend(1);
            return evaluator.match(key, found, frame, () -> into(element, at + 1));
          });
    }

    private boolean isGround(Expr key) {
      return switch (key) {
        case Expr.Local local -> frame[local.slot()] != null;
        case Expr.ArrayOf array -> array.items().stream().allMatch(this::isGround);
        case Expr.ObjectOf object -> object.values().stream().allMatch(this::isGround);
        default -> true;
      };
    }

    boolean data(Spot spot, int at) {
      if (spot.isEmpty()) {
        return true;
      }
      if (at == keys.size() || spot.isWhole()) {
        Value value = whole(spot);
        return value == null || into(value, at);
      }
      Expr key = keys.get(at);
      Value known = known(key);
      if (known != null) {
        return data(at(spot, known), at + 1);
      }
      if (isGround(key)) {
        return evaluator.expr(key, frame, found -> data(at(spot, found), at + 1));
      }
      for (Value found : places(spot)) {
        evaluator.run().spend(1);
        if (!evaluator.match(key, found, frame, () -> data(at(spot, found), at + 1))) {
          return false;
        }
      }
      return true;
    }
  }

  /// Lists the keys below a place.
  private Iterable<Value> places(Spot spot) {
    TreeSet<Value> keys = new TreeSet<>();
    Node node = spot.node();
    if (node != null) {
      keys.addAll(node.children().keySet());
    }
    for (Object one : grownAt(spot)) {
      if (one instanceof Growing growing) {
        keys.addAll(growing.keys());
      }
    }
    Value base = spot.base();
    if (base != null) {
      Evaluator.elements(
          base,
          (key, _) -> {
            keys.add(key);
            return true;
          });
    }
    return keys;
  }

  /// Returns everything that is at a place; null when nothing is.
  private @Nullable Value whole(Spot spot) {
    if (spot.isWhole()) {
      return one(spot);
    }
    Node node = spot.node();
    if (node == null && spot.grown().isEmpty()) {
      return spot.base();
    }
    boolean empty = node == null || (node.children().isEmpty() && node.rules().isEmpty());
    if (empty && spot.grown().isEmpty() && node != null && !node.functions().isEmpty()) {
      return spot.base();
    }
    if (spot.base() != null && !(spot.base() instanceof RegoObject)) {
      return spot.base();
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value key : places(spot)) {
      Spot below = at(spot, key);
      Value value = whole(below);
      // What stands in a document goes before what rules make of it.
      Value entry = below.base() == null || value instanceof RegoObject ? value : below.base();
      if (entry != null) {
        entries.put(key, entry);
      }
    }
    return RegoObject.of(entries);
  }

  /// Returns the one value that several rules make, or the set of what they give to it.
  private @Nullable Value one(Spot spot) {
    List<Value> values = new ArrayList<>();
    Node node = spot.node();
    Value own = node == null || node.rules().isEmpty() ? null : rules.extent(node);
    if (own != null) {
      values.add(own);
    }
    for (Object one : spot.grown()) {
      values.add(one instanceof Growing growing ? grown(growing) : (Value) one);
    }
    if (node != null && node.rules().isEmpty() && !node.children().isEmpty()) {
      Value beside = whole(new Spot(node, null, spot.mask(), List.of()));
      if (beside instanceof RegoObject object && object.size() > 0) {
        values.add(object);
      }
    }
    if (values.isEmpty()) {
      return null;
    }
    if (values.stream().allMatch(RegoSet.class::isInstance)) {
      List<Value> members = new ArrayList<>();
      values.forEach(set -> members.addAll(((RegoSet) set).sorted()));
      return RegoSet.of(members);
    }
    if (values.stream().distinct().count() > 1) {
      throw new EvaluationException(
          EvaluationException.Kind.CONFLICT, "object keys must be unique", evaluator.run().place());
    }
    return values.getFirst();
  }

  private static Value grown(Growing growing) {
    RegoSet set = growing.set();
    if (set != null) {
      return set;
    }
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (Value key : growing.keys()) {
      Object value = growing.at(key);
      if (value != null) {
        entries.put(key, value instanceof Growing inner ? grown(inner) : (Value) value);
      }
    }
    return RegoObject.of(entries);
  }
}
