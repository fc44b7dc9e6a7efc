package dev.lockstep.rego.compile;

import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Is a place below `data` at which rules make something.
public final class Node {
  private final String path;
  private final Map<Value, Node> children = new LinkedHashMap<>();
  private final List<CompiledRule> rules = new ArrayList<>();
  private final List<CompiledRule> functions = new ArrayList<>();
  private boolean complete;
  private boolean open;

  Node(String path) {
    this.path = path;
  }

  /// Returns its way with dots, as OPA writes it.
  public String path() {
    return path;
  }

  public Map<Value, Node> children() {
    return children;
  }

  public @Nullable Node child(Value key) {
    return children.get(key);
  }

  Node grow(Value key, String name) {
    return children.computeIfAbsent(key, _ -> new Node(path + name));
  }

  void add(CompiledRule rule) {
    if (rule.arguments() != null) {
      functions.add(rule);
      return;
    }
    rules.add(rule);
    complete |= rule.keys().isEmpty() && rule.value() != null;
    open |= !rule.keys().isEmpty();
  }

  /// Lists the rules that make a value here, or below here at keys that are known only then.
  public List<CompiledRule> rules() {
    return rules;
  }

  public List<CompiledRule> functions() {
    return functions;
  }

  /// Tells whether the rules make one value, and not the parts of a set or object.
  public boolean isComplete() {
    return complete;
  }

  /// Tells whether rules make something below here at keys that are known only when they run.
  public boolean isOpen() {
    return open;
  }
}
