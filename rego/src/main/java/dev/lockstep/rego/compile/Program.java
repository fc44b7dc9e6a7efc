package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.compile.Ordering.Ordered;
import dev.lockstep.rego.syntax.Body;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.Rule;
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
  public static Program of(
      List<Module> modules, Map<String, Builtin> builtins, boolean strict, Schemas schemas) {
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
    faults.addAll(Conflicts.in(program.root, modules));
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
