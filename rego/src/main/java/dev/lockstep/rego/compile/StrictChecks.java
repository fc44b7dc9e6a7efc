package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Body;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Module.Import;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Statement;
import dev.lockstep.rego.syntax.Term;
import dev.lockstep.rego.syntax.Term.Var;
import dev.lockstep.rego.syntax.TreeVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds what is most likely a mistake: what nothing uses, and names that hide others. Some of it
/// OPA refuses always, the rest in its strict mode or in the language of OPA 1 alone.
///
/// *Source*: OPA's documentation, "Strict Mode"; what is always refused was asked of OPA 1.22.
final class StrictChecks extends TreeVisitor {
  private static final Set<String> DEPRECATED =
      Set.of(
          "all",
          "any",
          "cast_array",
          "cast_boolean",
          "cast_null",
          "cast_object",
          "cast_set",
          "cast_string",
          "net.cidr_overlap",
          "re_match",
          "set_diff");

  private final Module module;
  private final boolean strict;
  private final boolean v1;
  private final Set<String> functions = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final List<Fault> faults = new ArrayList<>();

  private StrictChecks(Module module, boolean strict) {
    this.module = module;
    this.strict = strict;
    this.v1 = strict || module.v1();
    module.rules().forEach(rule -> functions.add(rule.head().name()));
  }

  static List<Fault> of(Module module, boolean strict) {
    StrictChecks checks = new StrictChecks(module, strict);
    module.rules().forEach(checks::rule);
    checks.imports();
    checks.faults.sort(
        Comparator.comparingInt((Fault fault) -> fault.place().row())
            .thenComparingInt(fault -> fault.place().column()));
    return checks.faults;
  }

  private void wrong(String message, Place place) {
    faults.add(new Fault(Fault.COMPILE, message, place));
  }

  private void imports() {
    Map<String, Import> known = new HashMap<>();
    for (Import one : module.imports()) {
      Import before = known.putIfAbsent(one.alias(), one);
      if (before != null && v1) {
        wrong("import must not shadow " + shown(before), one.place());
      } else if (before == null && strict && !used.contains(one.alias())) {
        wrong(shown(one) + " unused", one.place());
      }
    }
  }

  private static String shown(Import one) {
    String path = String.join(".", one.path());
    return "import "
        + path
        + (one.alias().equals(one.path().getLast()) ? "" : " as " + one.alias());
  }

  @Override
  public void rule(Rule rule) {
    Rule.Head head = rule.head();
    if (v1) {
      shadowed("rules", head.name(), "rule", rule.place());
    }
    List<Term> arguments = head.arguments();
    if (arguments != null && !rule.isDefault()) {
      arguments(rule, arguments);
    }
    declared(
        rule.body(),
        () -> counts(new Rule(rule.place(), rule.isDefault(), head, rule.body(), null)));
    List<Term> path = head.path();
    path.subList(1, path.size()).forEach(this::term);
    visit(head.value());
    visit(head.element());
    if (arguments != null) {
      arguments.forEach(this::term);
    }
    body(rule.body());
    Rule otherwise = rule.otherwise();
    if (otherwise != null) {
      alternative(otherwise);
    }
  }

  /// Looks at what stands behind an `else`, whose arguments are those of the rule.
  private void alternative(Rule rule) {
    rule(
        new Rule(
            rule.place(),
            true,
            new Rule.Head(
                rule.place(),
                List.of(new Var(rule.place(), "else")),
                null,
                rule.head().value(),
                null),
            rule.body(),
            rule.otherwise()));
  }

  private void visit(@Nullable Term term) {
    if (term != null) {
      term(term);
    }
  }

  private void arguments(Rule rule, List<Term> arguments) {
    Map<String, Integer> counts = strict ? counts(rule) : Map.of();
    Map<String, Var> variables = new LinkedHashMap<>();
    arguments.forEach(argument -> variables(argument, variables));
    variables.forEach((name, variable) -> {
      shadowed("args", name, "variable", variable.place());
      if (strict && counts.getOrDefault(name, 0) <= 1 + otherwise(rule)) {
        wrong(
            "unused argument " + name + ". (hint: use _ (wildcard variable) instead)",
            variable.place());
      }
    });
  }

  /// Returns how often the arguments of a rule stand behind its `else`, which repeat them.
  private static int otherwise(Rule rule) {
    int count = 0;
    for (Rule next = rule.otherwise(); next != null; next = next.otherwise()) {
      count++;
    }
    return count;
  }

  private void shadowed(String what, String name, String other, Place place) {
    if (name.equals("input") || name.equals("data")) {
      wrong("%s must not shadow %s (use a different %s name)".formatted(what, name, other), place);
    }
  }

  @Override
  public void statement(Statement statement) {
    if (statement.says() instanceof Statement.Every every) {
      Map<String, Integer> counts = new HashMap<>();
      new Counter(counts).body(every.body());
      Var key = every.key();
      if (key != null) {
        unused("declared", key, counts, 0);
      }
      unused("declared", every.value(), counts, 0);
      declared(every.body(), () -> counts);
    }
    super.statement(statement);
  }

  @Override
  public void term(Term term) {
    switch (term) {
      case Var variable -> used.add(variable.name());
      case Term.Call call -> called(call);
      case Term.Comprehension one -> {
        declared(
            one.body(),
            () -> {
              Map<String, Integer> counts = new HashMap<>();
              new Counter(counts).term(one);
              return counts;
            });
      }
      default -> {}
    }
    super.term(term);
  }

  private void called(Term.Call call) {
    if (!v1) {
      return;
    }
    Names.texts(call.function())
        .map(path -> String.join(".", path))
        .filter(name -> DEPRECATED.contains(name) && !functions.contains(name))
        .ifPresent(name ->
            faults.add(
                new Fault(
                    Fault.TYPE,
                    "deprecated built-in function calls in expression: " + name,
                    call.place())));
  }

  /// Looks for what a body declares and nothing uses.
  ///
  /// @param counts how often names stand where they can mean what it declares
  private void declared(Body body, Supplier<Map<String, Integer>> counts) {
    for (Statement statement : body.statements()) {
      switch (statement.says()) {
        case Statement.Assigns assigns when v1 -> {
          Map<String, Var> variables = new LinkedHashMap<>();
          variables(assigns.left(), variables);
          variables.forEach((name, variable) -> {
            shadowed("variables", name, "variable", variable.place());
            if (strict) {
              unused("assigned", variable, counts.get(), 1);
            }
          });
        }
        case Statement.Declares declares ->
            declares.variables().forEach(variable -> unused("declared", variable, counts.get(), 1));
        default -> {}
      }
    }
  }

  private void unused(String how, Var variable, Map<String, Integer> counts, int own) {
    if (!variable.isWildcard() && counts.getOrDefault(variable.name(), 0) <= own) {
      wrong("%s var %s unused".formatted(how, variable.name()), variable.place());
    }
  }

  private static void variables(Term term, Map<String, Var> found) {
    switch (term) {
      case Var variable -> {
        if (!variable.isWildcard()) {
          found.putIfAbsent(variable.name(), variable);
        }
      }
      case Term.Array array -> array.items().forEach(one -> variables(one, found));
      case Term.ObjectOf object ->
          object.entries().forEach(entry -> variables(entry.value(), found));
      default -> {}
    }
  }

  private static Map<String, Integer> counts(Rule rule) {
    Map<String, Integer> counts = new HashMap<>();
    new Counter(counts).rule(rule);
    return counts;
  }

  /// Counts names.
  private static final class Counter extends TreeVisitor {
    private final Map<String, Integer> counts;

    Counter(Map<String, Integer> counts) {
      this.counts = counts;
    }

    @Override
    public void term(Term term) {
      if (term instanceof Var variable) {
        counts.merge(variable.name(), 1, Integer::sum);
      }
      super.term(term);
    }
  }
}
