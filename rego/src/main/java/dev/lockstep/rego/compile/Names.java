package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Module.Import;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Term;
import dev.lockstep.rego.syntax.Term.Ref;
import dev.lockstep.rego.syntax.Term.Scalar;
import dev.lockstep.rego.syntax.Term.Var;
import dev.lockstep.rego.value.RegoString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows what the names of all modules stand for.
final class Names {
  private final Map<String, Builtin> builtins;
  private final Metadata metadata;
  private final Map<List<String>, Set<String>> rulesOfPackages = new HashMap<>();
  private final Map<List<String>, Integer> functions = new HashMap<>();

  Names(Map<String, Builtin> builtins, List<Module> modules) {
    this.builtins = builtins;
    this.metadata = new Metadata(modules);
    for (Module module : modules) {
      Set<String> rules = rulesOfPackages.computeIfAbsent(module.path(), _ -> new HashSet<>());
      for (Rule rule : module.rules()) {
        rules.add(rule.head().name());
        List<Term> arguments = rule.head().arguments();
        if (arguments != null) {
          List<String> path = new ArrayList<>(module.path());
          texts(
                  rule.head().path().getFirst(),
                  rule.head().path().subList(1, rule.head().path().size()))
              .ifPresent(path::addAll);
          functions.putIfAbsent(path, arguments.size());
        }
      }
    }
  }

  Metadata metadata() {
    return metadata;
  }

  /// Returns the names on a way that has nothing else.
  static Optional<List<String>> texts(Term head, List<Term> keys) {
    if (!(head instanceof Var first)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(List.of(first.name()));
    for (Term key : keys) {
      if (!(key instanceof Scalar scalar) || !(scalar.value() instanceof RegoString text)) {
        return Optional.empty();
      }
      names.add(text.text());
    }
    return Optional.of(names);
  }

  static Optional<List<String>> texts(Term term) {
    return switch (term) {
      case Var var -> texts(var, List.of());
      case Ref ref -> texts(ref.head(), ref.path());
      default -> Optional.empty();
    };
  }

  /// Returns what a name stands for in a module, beginning with `data` or `input`; null when it is
  /// a variable.
  @Nullable List<String> document(Module module, String name) {
    if (name.equals("data") || name.equals("input")) {
      return List.of(name);
    }
    for (Import imported : module.imports()) {
      if (imported.alias().equals(name)) {
        return imported.path();
      }
    }
    if (hasRule(module, name)) {
      List<String> path = new ArrayList<>(List.of("data"));
      path.addAll(module.path());
      path.add(name);
      return path;
    }
    return null;
  }

  private boolean hasRule(Module module, String name) {
    return rulesOfPackages.getOrDefault(module.path(), Set.of()).contains(name);
  }

  /// Is a function that a name stands for.
  ///
  /// @param path without `data`; empty for one that is built in
  record Function(String name, List<String> path, int arity, @Nullable Builtin builtin) {}

  /// Returns the function that a name with dots stands for.
  Optional<Function> function(Module module, List<String> names) {
    List<String> document = document(module, names.getFirst());
    if (document != null && document.getFirst().equals("data")) {
      List<String> path = new ArrayList<>(document.subList(1, document.size()));
      path.addAll(names.subList(1, names.size()));
      Integer arity = functions.get(path);
      if (arity != null) {
        return Optional.of(new Function("data." + String.join(".", path), path, arity, null));
      }
      if (hasRule(module, names.getFirst())) {
        return Optional.empty();
      }
    }
    String name = String.join(".", names);
    Builtin builtin = document == null || names.size() > 1 ? builtins.get(name) : null;
    return builtin == null
        ? Optional.empty()
        : Optional.of(new Function(name, List.of(), builtin.arity(), builtin));
  }
}
