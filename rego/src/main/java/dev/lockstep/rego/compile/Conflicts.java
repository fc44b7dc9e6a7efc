package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Term;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds rules that cannot stand beside each other, beside a package or beside data.
final class Conflicts {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file).thenComparingInt(Place::row);

  private final List<Fault> faults = new ArrayList<>();

  private Conflicts() {}

  /// @param data what stands beside the rules
  static List<Fault> in(Node root, List<Module> modules, RegoObject data) {
    Conflicts conflicts = new Conflicts();
    conflicts.packages(modules);
    root.children()
        .forEach((key, child) -> {
          conflicts.look(child);
          conflicts.beside(data, key, child, "");
        });
    return conflicts.faults;
  }

  private void packages(List<Module> modules) {
    Map<List<String>, Module> named = new HashMap<>();
    modules.forEach(module -> named.putIfAbsent(module.path(), module));
    for (Module module : modules) {
      Map<String, Place> seen = new TreeMap<>();
      for (Rule rule : module.rules()) {
        List<String> path = new ArrayList<>(module.path());
        List<String> own = names(rule.head().path());
        path.addAll(own);
        if (!own.isEmpty() && named.containsKey(path)) {
          seen.putIfAbsent(String.join(".", own), rule.place());
        }
      }
      seen.forEach((name, place) ->
          fault(
              "package %s.%s conflicts with rule %s defined at %s"
                  .formatted(String.join(".", module.path()), name, name, place),
              place));
    }
  }

  /// Returns the names of a rule's way; none where a key is known only when it runs.
  private static List<String> names(List<Term> path) {
    List<String> names = new ArrayList<>();
    for (Term term : path) {
      if (names.isEmpty() && term instanceof Term.Var first) {
        names.add(first.name());
      } else if (term instanceof Term.Scalar(_, RegoString key)) {
        names.add(key.text());
      } else {
        return List.of();
      }
    }
    return names;
  }

  private void look(Node node) {
    List<CompiledRule> all = all(node).toList();
    List<CompiledRule> defaults = all.stream().filter(CompiledRule::isDefault).toList();
    boolean fixed = all.stream().anyMatch(rule -> rule.keys().isEmpty());
    boolean open = all.stream().anyMatch(rule -> !rule.keys().isEmpty());
    boolean sets = all.stream().anyMatch(rule -> rule.element() != null);
    boolean values = all.stream().anyMatch(rule -> rule.element() == null);
    List<String> below = new ArrayList<>();
    if (fixed) {
      node.children().values().forEach(child -> below(child, below));
    }
    if (!below.isEmpty()) {
      fault(
          "rule %s conflicts with:\n%s".formatted(node.path(), String.join("\n", below)),
          first(node));
    } else if ((fixed && open) || (sets && values) || arities(all) > 1) {
      fault("conflicting rules " + node.path() + " found", first(node));
    } else if (defaults.size() > 1) {
      fault(
          "multiple default rules %s found at %s"
              .formatted(
                  node.path(),
                  defaults.stream()
                      .map(rule -> rule.place().toString())
                      .collect(Collectors.joining(", "))),
          first(node));
    }
    node.children().values().forEach(this::look);
  }

  private static Stream<CompiledRule> all(Node node) {
    return Stream.concat(node.rules().stream(), node.functions().stream());
  }

  private static long arities(List<CompiledRule> rules) {
    return rules.stream()
        .map(rule -> rule.arguments() == null ? 0 : rule.arguments().size())
        .distinct()
        .count();
  }

  private static void below(Node node, List<String> found) {
    all(node).forEach(rule -> found.add("  rule " + node.path() + " at " + rule.place()));
    node.children().values().forEach(child -> below(child, found));
  }

  /// Refuses a rule where data says something, also where a value stands on the way to it: one of
  /// both would never be seen.
  private void beside(Value data, Value key, Node node, String above) {
    if (!(key instanceof RegoString name)) {
      return;
    }
    String path = above + name.text();
    Value here = data instanceof RegoObject object ? object.get(key) : data;
    if (here == null) {
      return;
    }
    if (all(node).findAny().isPresent()) {
      faults.add(
          new Fault(
              Fault.COMPILE, "conflicting rule for data path " + path + " found", first(node)));
      return;
    }
    node.children().forEach((next, child) -> beside(here, next, child, path + "/"));
  }

  private static Place first(Node node) {
    return all(node).map(CompiledRule::place).min(ORDER).orElseThrow();
  }

  private void fault(String message, Place place) {
    faults.add(new Fault(Fault.TYPE, message, place));
  }
}
