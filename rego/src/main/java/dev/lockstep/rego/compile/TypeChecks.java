package dev.lockstep.rego.compile;

import dev.lockstep.rego.compile.Signatures.Signature;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds out what rules make, and what in them can never be: calls of functions with values that
/// they do not take, ways to what is not there, sides that cannot be equal.
///
/// *Shape*: what OPA accepts is accepted; documents without a schema can be anything.
final class TypeChecks {
  private final Node root;
  private final Function<CompiledRule, Map<List<String>, Type>> schemas;
  private final IdentityHashMap<CompiledRule, Type> made = new IdentityHashMap<>();
  private final IdentityHashMap<CompiledRule, List<Type>> taken = new IdentityHashMap<>();
  private final IdentityHashMap<CompiledRule, List<Fault>> faults = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Type> types = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Signature> functions = new IdentityHashMap<>();

  /// @param schemas of the documents that a rule sees, by their ways from `input` or `data`
  TypeChecks(Node root, Function<CompiledRule, Map<List<String>, Type>> schemas) {
    this.root = root;
    this.schemas = schemas;
  }

  List<Fault> faults() {
    List<Fault> all = new ArrayList<>();
    gather(root, all);
    return all;
  }

  private void gather(Node node, List<Fault> all) {
    for (List<CompiledRule> rules : List.of(node.rules(), node.functions())) {
      for (CompiledRule rule : rules) {
        for (CompiledRule next = rule; next != null; next = next.otherwise()) {
          of(next);
          all.addAll(faults.getOrDefault(next, List.of()));
        }
      }
    }
    node.children().values().forEach(child -> gather(child, all));
  }

  /// Returns what one definition makes at its place.
  private Type of(CompiledRule rule) {
    Type before = made.get(rule);
    if (before == null) {
      before = found(rule);
      made.put(rule, before);
    }
    return before;
  }

  private Type found(CompiledRule rule) {
    RuleTypes own = new RuleTypes(this, schemas.apply(rule), rule.place());
    own.check(rule.body());
    List<Expr> arguments = rule.arguments();
    List<Type> keys = rule.keys().stream().map(own::closed).toList();
    Expr element = rule.element();
    Expr value = rule.value();
    Type type =
        element != null
            ? new Type.Elements(own.closed(element))
            : value == null ? Type.Either.ANY : own.closed(value);
    if (arguments != null) {
      taken.put(rule, arguments.stream().map(own::closed).toList());
    }
    if (!own.faults().isEmpty()) {
      faults.put(rule, own.faults());
      return Type.Either.ANY;
    }
    for (Type key : keys.reversed()) {
      type = new Type.Fields(Map.of(), key, type);
    }
    return type;
  }

  /// Returns what is called at a way from `data`.
  Signature function(List<String> path) {
    Node node = root;
    for (String name : path) {
      Node child = node.child(new RegoString(name));
      if (child == null) {
        return Signature.UNKNOWN;
      }
      node = child;
    }
    Signature before = functions.get(node);
    if (before == null) {
      before = signature(node);
      functions.put(node, before);
    }
    return before;
  }

  private Signature signature(Node node) {
    List<Type> takes = List.of();
    Type makes = null;
    boolean wrong = false;
    for (CompiledRule rule : node.functions()) {
      for (CompiledRule next = rule; next != null; next = next.otherwise()) {
        makes = Type.or(makes, of(next));
        wrong |= faults.containsKey(next);
        List<Type> own = taken.getOrDefault(next, List.of());
        List<Type> both = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
          both.add(i < takes.size() ? Type.either(takes.get(i), own.get(i)) : own.get(i));
        }
        takes = both;
      }
    }
    return wrong || makes == null ? Signature.UNKNOWN : new Signature(takes, makes);
  }

  /// Returns what a way from `data` leads to.
  Type reached(RuleTypes asks, Expr.Path path) {
    Node node = root;
    List<Expr> keys = path.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (!node.rules().isEmpty()) {
        return asks.at(path, of(node), i);
      }
      if (!(keys.get(i) instanceof Expr.Constant(Value key))) {
        keys.subList(i, keys.size()).forEach(asks::name);
        return Type.Either.ANY;
      }
      Node child = node.child(key);
      if (child == null) {
        keys.subList(i, keys.size()).forEach(asks::name);
        return Type.Either.ANY;
      }
      node = child;
      if (!node.functions().isEmpty() && node.rules().isEmpty()) {
        return asks.wrong(
            new Fault(
                Fault.TYPE,
                "function "
                    + References.written(path.base(), keys)
                    + " used as reference, not called",
                path.place()));
      }
    }
    return of(node);
  }

  /// Returns what all definitions at and below a place make.
  private Type of(Node node) {
    Type before = types.get(node);
    if (before == null) {
      before = found(node);
      types.put(node, before);
    }
    return before;
  }

  private Type found(Node node) {
    Type own = null;
    for (CompiledRule rule : node.rules()) {
      for (CompiledRule next = rule; next != null; next = next.otherwise()) {
        own = merged(own, of(next));
      }
    }
    if (own == null) {
      Map<Value, Type> fields = new LinkedHashMap<>();
      node.children()
          .forEach((key, child) -> {
            if (key instanceof RegoString) {
              fields.put(key, below(child));
            }
          });
      boolean named = fields.size() == node.children().size();
      return new Type.Fields(fields, named ? Type.Plain.STRING : Type.Either.ANY, Type.Either.ANY);
    }
    for (Map.Entry<Value, Node> child : node.children().entrySet()) {
      own =
          merged(own, new Type.Fields(Map.of(), Type.of(child.getKey()), below(child.getValue())));
    }
    return own;
  }

  private Type below(Node child) {
    return child.functions().isEmpty() ? of(child) : Type.Either.ANY;
  }

  /// Objects whose keys are known only when a policy runs become one.
  private static Type merged(@Nullable Type one, Type other) {
    if (one instanceof Type.Fields a
        && other instanceof Type.Fields b
        && a.fields().isEmpty()
        && b.fields().isEmpty()
        && a.value() != null
        && b.value() != null) {
      return new Type.Fields(Map.of(), Type.or(a.key(), b.key()), merged(a.value(), b.value()));
    }
    return one == null ? other : Type.either(one, other);
  }
}
