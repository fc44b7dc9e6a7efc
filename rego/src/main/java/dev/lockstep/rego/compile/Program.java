package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.compile.Ordering.Ordered;
import dev.lockstep.rego.syntax.Body;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Is a set of modules, ready to be asked.
///
/// *Errors*: [RegoFaults] with all that is wrong.
public final class Program {
  private static final Place NOWHERE = new Place("query", 1, 1);

  private final Names names;
  private final List<Module> modules;
  private final Node root = new Node("data");

  private Program(List<Module> modules, Map<String, Builtin> builtins) {
    this.modules = List.copyOf(modules);
    this.names = new Names(builtins, modules);
  }

  /// Makes a program.
  ///
  /// @param strict whether what is most likely a mistake is one
  /// @param data what stands beside the rules
  public static Program of(
      List<Module> modules,
      Map<String, Builtin> builtins,
      boolean strict,
      Schemas schemas,
      RegoObject data) {
    Program program = new Program(modules, builtins);
    List<Fault> faults = new ArrayList<>();
    for (Module module : modules) {
      program.packageOf(module);
      faults.addAll(StrictChecks.of(module, strict));
      for (Rule rule : module.rules()) {
        try {
          new RuleCompiler(program.names, module, rule).compile(rule, program.root);
        } catch (RegoFaults e) {
          faults.addAll(e.faults());
        } catch (StackOverflowError e) {
          faults.add(new Fault(Fault.COMPILE, "this goes too deep", rule.place()));
        }
      }
    }
    faults.addAll(Conflicts.in(program.root, modules, data));
    if (faults.isEmpty()) {
      faults.addAll(new Recursion(program.root).faults());
    }
    if (faults.isEmpty()) {
      program.types(schemas, faults);
    }
    if (!faults.isEmpty()) {
      throw new RegoFaults(faults);
    }
    return program;
  }

  private void types(Schemas schemas, List<Fault> faults) {
    Map<Place, Map<List<String>, Type>> known = schemas.ofRules(modules, names.metadata(), faults);
    try {
      faults.addAll(
          new TypeChecks(root, rule -> known.getOrDefault(rule.place(), Map.of())).faults());
    } catch (StackOverflowError e) {
      // What rules that deep make is not known before they run.
      return;
    }
  }

  /// A package is there even when it has no rule.
  private void packageOf(Module module) {
    Node node = root;
    for (String name : module.path()) {
      node = node.grow(new RegoString(name), "." + name);
    }
  }

  public Node root() {
    return root;
  }

  public List<Module> modules() {
    return modules;
  }

  /// Is a question that can be asked many times.
  ///
  /// @param variables their names and where their values are found
  public record Query(Block block, Map<String, Integer> variables, int slots) {}

  /// Lists queries for the keys that the rules of a name try, one for each definition with keys.
  ///
  /// *Shape*: as many variables as keys, in their order.
  ///
  /// @param path from `data`
  public List<Query> keysOf(List<String> path) {
    Node node = root;
    for (String name : path) {
      Node child = node.child(new RegoString(name));
      if (child == null) {
        return List.of();
      }
      node = child;
    }
    List<Query> queries = new ArrayList<>();
    keysOf(node, List.of(), queries);
    return queries;
  }

  private static void keysOf(Node node, List<Expr> before, List<Query> queries) {
    for (CompiledRule rule : node.rules()) {
      List<Expr> keys = new ArrayList<>(before);
      keys.addAll(rule.keys());
      if (!keys.isEmpty()) {
        queries.add(keysOf(rule, keys));
      }
    }
    node.children()
        .forEach((key, child) -> {
          List<Expr> keys = new ArrayList<>(before);
          keys.add(new Expr.Constant(key));
          keysOf(child, keys, queries);
        });
  }

  /// Takes the statements of a rule up to those that give its keys their values.
  private static Query keysOf(CompiledRule rule, List<Expr> keys) {
    BitSet missing = new BitSet();
    keys.forEach(key -> missing.or(Usage.all(key)));
    List<Step> steps = new ArrayList<>();
    for (Step step : rule.body().steps()) {
      if (missing.isEmpty()) {
        break;
      }
      steps.add(step);
      Usage usage = new Usage();
      usage.step(step);
      missing.andNot(usage.gives());
    }
    Map<String, Integer> variables = new LinkedHashMap<>();
    for (Expr key : keys) {
      int slot = rule.slots() + variables.size();
      Expr taken = new Expr.Local(slot, "_", rule.place());
      steps.add(new Step(rule.place(), false, new Step.Matches(taken, key), List.of()));
      variables.put(String.valueOf(slot), slot);
    }
    return new Query(new Block(steps), variables, rule.slots() + variables.size());
  }

  /// Makes a query out of statements.
  public Query query(Body body) {
    Module here = new Module("query", NOWHERE, List.of(), List.of(), List.of(), true, List.of());
    Scope scope = new Scope();
    scope.open();
    List<Step> steps = new Lowering(names, here, scope, null).body(body);
    Ordered ordered = Ordering.order(steps, new BitSet(), new BitSet(), scope::fresh);
    return new Query(ordered.block(), new LinkedHashMap<>(scope.named()), scope.slots());
  }
}
