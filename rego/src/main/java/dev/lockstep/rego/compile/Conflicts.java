package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds rules that cannot stand beside each other.
final class Conflicts {
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> packages;

  private Conflicts(List<Module> modules) {
    this.packages =
        modules.stream()
            .map(module -> "data." + String.join(".", module.path()))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Fault> in(Node root, List<Module> modules) {
    Conflicts conflicts = new Conflicts(modules);
    conflicts.look(root);
    return conflicts.faults;
  }

  private void look(Node node) {
    List<CompiledRule> rules = node.rules();
    List<CompiledRule> functions = node.functions();
    boolean sets = rules.stream().anyMatch(rule -> rule.element() != null && rule.keys().isEmpty());
    boolean objects = rules.stream().anyMatch(rule -> !rule.keys().isEmpty());
    int kinds = (node.isComplete() ? 1 : 0) + (sets ? 1 : 0) + (functions.isEmpty() ? 0 : 1);
    boolean arities =
        functions.stream()
                .map(rule -> rule.arguments() == null ? 0 : rule.arguments().size())
                .distinct()
                .count()
            > 1;
    if (kinds > 1 || arities || (objects && (sets || !functions.isEmpty()))) {
      fault("conflicting rules " + node.path() + " found", first(node));
    }
    if (rules.stream().filter(CompiledRule::isDefault).count()
            + functions.stream().filter(CompiledRule::isDefault).count()
        > 1) {
      fault("multiple default rules " + node.path() + " found", first(node));
    }
    if (!rules.isEmpty() && packages.contains(node.path())) {
      fault(
          "package %s conflicts with rule %s defined at %s"
              .formatted(node.path().substring("data.".length()), node.path(), first(node)),
          first(node));
    }
    if ((node.isComplete() || sets) && (objects || hasRules(node))) {
      List<String> below = new ArrayList<>();
      below(node, below);
      fault(
          "rule %s conflicts with [%s]".formatted(node.path(), String.join(" ", below)),
          first(node));
    }
    node.children().values().forEach(this::look);
  }

  private static boolean hasRules(Node node) {
    return node.children().values().stream()
        .anyMatch(child -> !child.rules().isEmpty() || hasRules(child));
  }

  private static void below(Node node, List<String> found) {
    for (Node child : node.children().values()) {
      child.rules().forEach(rule -> found.add(child.path() + " at " + rule.place()));
      below(child, found);
    }
  }

  private static Place first(Node node) {
    return node.rules().isEmpty()
        ? node.functions().getFirst().place()
        : node.rules().getFirst().place();
  }

  private void fault(String message, Place place) {
    faults.add(new Fault(Fault.TYPE, message, place));
  }
}
