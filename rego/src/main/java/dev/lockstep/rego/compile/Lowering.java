package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.compile.Expr.Document;
import dev.lockstep.rego.compile.Step.Substitution;
import dev.lockstep.rego.syntax.Body;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Statement;
import dev.lockstep.rego.syntax.Term;
import dev.lockstep.rego.syntax.Term.Call;
import dev.lockstep.rego.syntax.Term.Ref;
import dev.lockstep.rego.syntax.Term.Scalar;
import dev.lockstep.rego.syntax.Term.Var;
import dev.lockstep.rego.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resolves the names in a rule or query and divides its statements into steps, in the order in
/// which they stand.
final class Lowering {
  private final Names names;
  private final Module module;
  private final Scope scope;
  private final @Nullable Rule rule;

  /// @param rule that it is for; null for a query
  Lowering(Names names, Module module, Scope scope, @Nullable Rule rule) {
    this.names = names;
    this.module = module;
    this.scope = scope;
    this.rule = rule;
  }

  /// Collects what must be done before a statement, because a part of it is looked up elsewhere.
  ///
  /// @param steps null where nothing can be done before
  record Before(@Nullable List<Step> steps, List<Substitution> with) {
    static final Before NOTHING = new Before(null, List.of());
  }

  List<Step> body(Body body) {
    List<Step> steps = new ArrayList<>();
    body.statements().forEach(statement -> statement(statement, steps));
    return steps;
  }

  private void statement(Statement statement, List<Step> steps) {
    List<Substitution> with = new ArrayList<>();
    for (Statement.With one : statement.with()) {
      with.add(new Substitutions(this, names, module).of(one, new Before(steps, List.of())));
    }
    Before before = statement.negated() ? Before.NOTHING : new Before(steps, with);
    Place place = statement.place();
    switch (statement.says()) {
      case Statement.Declares declares ->
          declares.variables().forEach(one -> scope.declare(one.name(), one.place(), false));
      case Statement.Holds holds ->
          steps.add(new Step(place, statement.negated(), holds(holds.term(), before), with));
      case Statement.Assigns assigns -> {
        Expr value = top(assigns.right(), before);
        Expr pattern = assigned(assigns.left(), before);
        add(steps, new Step(place, statement.negated(), new Step.Matches(pattern, value), with));
      }
      case Statement.Unifies unifies when statement.negated() ->
          // Nothing gets a value there, so it compares.
          steps.add(
              new Step(
                  place,
                  true,
                  holds(
                      new Call(
                          place, new Var(place, "equal"), List.of(unifies.left(), unifies.right())),
                      before),
                  with));
      case Statement.Unifies unifies -> {
        Expr left = top(unifies.left(), before);
        Expr right = top(unifies.right(), before);
        add(steps, new Step(place, statement.negated(), new Step.Matches(left, right), with));
      }
      case Statement.Iterates iterates -> {
        Expr domain = term(iterates.domain(), before);
        Term key = iterates.key();
        Expr keyPattern = key == null ? null : iterated(key, before);
        Expr pattern = iterated(iterates.value(), before);
        steps.add(
            new Step(
                place, statement.negated(), new Step.Iterates(keyPattern, pattern, domain), with));
      }
      case Statement.Every every ->
          steps.add(new Step(place, statement.negated(), every(every, before), with));
    }
  }

  /// Takes apart what is matched with something of the same form.
  private static void add(List<Step> steps, Step step) {
    if (step.negated() || !(step.does() instanceof Step.Matches(Expr left, Expr right))) {
      steps.add(step);
      return;
    }
    if (left instanceof Expr.ArrayOf one && right instanceof Expr.ArrayOf other) {
      if (one.items().size() != other.items().size()) {
        steps.add(new Step(step.place(), false, new Step.Never(left, right), List.of()));
        return;
      }
      for (int i = 0; i < one.items().size(); i++) {
        add(steps, matching(step, one.items().get(i), other.items().get(i)));
      }
    } else if (left instanceof Expr.ObjectOf one
        && right instanceof Expr.ObjectOf other
        && one.keys().stream().allMatch(Expr.Constant.class::isInstance)
        && other.keys().stream().allMatch(Expr.Constant.class::isInstance)) {
      if (one.keys().size() != other.keys().size() || !other.keys().containsAll(one.keys())) {
        steps.add(new Step(step.place(), false, new Step.Never(left, right), List.of()));
        return;
      }
      for (int i = 0; i < one.keys().size(); i++) {
        int place = other.keys().indexOf(one.keys().get(i));
        add(steps, matching(step, one.values().get(i), other.values().get(place)));
      }
    } else {
      steps.add(step);
    }
  }

  private static Step matching(Step step, Expr left, Expr right) {
    return new Step(step.place(), false, new Step.Matches(left, right), step.with());
  }

  /// A call may name where its result goes behind its arguments.
  private Step.Does holds(Term term, Before before) {
    if (term instanceof Call call) {
      Optional<Names.Function> function = function(call);
      List<Term> arguments = call.arguments();
      if (function.isPresent() && arguments.size() == function.get().arity() + 1) {
        Call plain =
            new Call(call.place(), call.function(), arguments.subList(0, arguments.size() - 1));
        return new Step.Matches(top(arguments.getLast(), before), term(plain, before));
      }
    }
    return new Step.Holds(top(term, before));
  }

  private Step.Does every(Statement.Every every, Before before) {
    Expr domain = term(every.domain(), before);
    scope.open();
    Var key = every.key();
    int keySlot = key == null ? -1 : scope.declare(key.name(), key.place(), false);
    int value = scope.declare(every.value().name(), every.value().place(), false);
    List<Step> body = body(every.body());
    scope.close();
    return new Step.Every(keySlot, value, domain, new Block(body));
  }

  /// Declares the variables of a pattern that takes a value with `:=`.
  private Expr assigned(Term term, Before before) {
    return switch (term) {
      case Var var -> {
        if (!var.isWildcard() && scope.assign(var.name())) {
          throw new RegoFaults(Fault.COMPILE, "var " + var.name() + " declared above", var.place());
        }
        yield declared(var, true);
      }
      case Term.Array array ->
          new Expr.ArrayOf(array.items().stream().map(one -> assigned(one, before)).toList());
      case Term.ObjectOf object ->
          new Expr.ObjectOf(
              object.entries().stream().map(one -> term(one.key(), before)).toList(),
              object.entries().stream().map(one -> assigned(one.value(), before)).toList());
      case Scalar scalar -> new Expr.Constant(scalar.value());
      default ->
          throw new RegoFaults(Fault.COMPILE, "cannot assign to " + term.kind(), term.place());
    };
  }

  /// Declares all variables of a pattern that elements are matched with.
  private Expr iterated(Term term, Before before) {
    declareAll(term);
    return pattern(term, before);
  }

  private void declareAll(Term term) {
    switch (term) {
      case Var var -> declared(var, false);
      case Term.Array array -> array.items().forEach(this::declareAll);
      case Term.ObjectOf object -> object.entries().forEach(entry -> declareAll(entry.value()));
      default -> {}
    }
  }

  private Expr declared(Var var, boolean assigned) {
    int slot =
        var.isWildcard()
            ? scope.implicit(var.name())
            : scope.declare(var.name(), var.place(), assigned);
    return new Expr.Local(slot, shown(var), var.place());
  }

  private static String shown(Var var) {
    return var.isWildcard() ? "_" : var.name();
  }

  /// Resolves a term that is a whole side of a statement.
  Expr top(Term term, Before before) {
    return switch (term) {
      case Ref ref -> path(ref, before);
      case Term.Array _, Term.ObjectOf _ -> pattern(term, before);
      default -> term(term, before);
    };
  }

  /// Resolves what is matched with values.
  Expr pattern(Term term, Before before) {
    return switch (term) {
      case Term.Array array ->
          Folding.array(array.items().stream().map(one -> pattern(one, before)).toList());
      case Term.ObjectOf object ->
          Folding.object(
              object.entries().stream().map(one -> term(one.key(), before)).toList(),
              object.entries().stream().map(one -> pattern(one.value(), before)).toList());
      default -> term(term, before);
    };
  }

  /// Resolves a term. What is looked up with a variable as a key is done in a step before.
  Expr term(Term term, Before before) {
    return switch (term) {
      case Scalar scalar -> new Expr.Constant(scalar.value());
      case Var var -> variable(var);
      case Ref ref -> looked(path(ref, before), before);
      case Term.Array array -> Folding.array(terms(array.items(), before));
      case Term.SetOf set -> Folding.set(terms(set.items(), before));
      case Term.ObjectOf object ->
          Folding.object(
              object.entries().stream().map(one -> term(one.key(), before)).toList(),
              object.entries().stream().map(one -> term(one.value(), before)).toList());
      case Term.Comprehension one -> comprehension(one);
      case Call call -> call(call, before);
      case Term.Template template -> template(template);
    };
  }

  private List<Expr> terms(List<Term> terms, Before before) {
    return terms.stream().map(one -> term(one, before)).toList();
  }

  private Expr variable(Var var) {
    Integer declared = scope.declared(var.name());
    if (declared == null) {
      List<String> document = names.document(module, var.name());
      if (document != null) {
        return path(document, List.of(), var.place());
      }
      declared = scope.implicit(var.name());
    }
    return new Expr.Local(declared, shown(var), var.place());
  }

  private static Expr path(List<String> document, List<Expr> keys, Place place) {
    List<Expr> all = new ArrayList<>();
    for (String key : document.subList(1, document.size())) {
      all.add(new Expr.Constant(new RegoString(key)));
    }
    all.addAll(keys);
    return new Expr.Path(
        document.getFirst().equals("data") ? Document.DATA : Document.INPUT, all, place);
  }

  private Expr path(Ref ref, Before before) {
    List<Expr> keys = ref.path().stream().map(key -> pattern(key, before)).toList();
    Expr head = ref.head() instanceof Var var ? variable(var) : term(ref.head(), before);
    if (head instanceof Expr.Path(Expr.Start base, List<Expr> first, Place place)
        && base instanceof Document) {
      List<Expr> all = new ArrayList<>(first);
      all.addAll(keys);
      return new Expr.Path(base, all, place);
    }
    return new Expr.Path(new Expr.Of(head), keys, ref.place());
  }

  private Expr looked(Expr path, Before before) {
    List<Step> steps = before.steps();
    if (steps == null
        || !(path instanceof Expr.Path way)
        || way.keys().stream().allMatch(Expr.Constant.class::isInstance)) {
      return path;
    }
    Expr.Local found = new Expr.Local(scope.fresh(), "_", way.place());
    steps.add(new Step(way.place(), false, new Step.Matches(found, path), before.with()));
    return found;
  }

  private Expr comprehension(Term.Comprehension term) {
    scope.open();
    List<Step> steps = body(term.body());
    Before end = new Before(steps, List.of());
    Term key = term.key();
    Expr keyExpr = key == null ? null : term(key, end);
    Expr value = term(term.value(), end);
    scope.close();
    return new Expr.Comprehension(term.makes(), keyExpr, value, new Block(steps));
  }

  private Expr template(Term.Template term) {
    List<Expr.TemplatePiece> pieces = new ArrayList<>();
    for (Term.Piece piece : term.pieces()) {
      Body body = piece.body();
      if (body == null) {
        pieces.add(new Expr.TemplatePiece(piece.text(), null, null));
        continue;
      }
      Statement statement = body.statements().getFirst();
      if (!(statement.says() instanceof Statement.Holds(Term inner)) || statement.negated()) {
        throw new RegoFaults(
            Fault.COMPILE, "unexpected expression in template string", statement.place());
      }
      scope.open();
      Var result = new Var(statement.place(), "_$result" + scope.fresh());
      List<Step> steps =
          body(
              Body.of(
                  new Statement(
                      statement.place(),
                      false,
                      new Statement.Unifies(result, inner),
                      statement.with())));
      Expr value = variable(result);
      scope.close();
      pieces.add(new Expr.TemplatePiece("", value, new Block(steps)));
    }
    return new Expr.Template(pieces, term.place());
  }

  Optional<Names.Function> function(Call call) {
    return Names.texts(call.function()).flatMap(path -> names.function(module, path));
  }

  private Expr call(Call call, Before before) {
    List<String> name =
        Names.texts(call.function())
            .orElseThrow(() -> new RegoFaults(Fault.TYPE, "undefined function", call.place()));
    Names.Function function =
        names
            .function(module, name)
            .orElseThrow(() ->
                new RegoFaults(Fault.TYPE, "undefined function " + written(name), call.place()));
    if (call.arguments().size() != function.arity() && function.arity() >= 0) {
      throw new RegoFaults(
          Fault.TYPE,
          "%s: arity mismatch\n\thave: %d arguments\n\twant: %d"
              .formatted(function.name(), call.arguments().size(), function.arity()),
          call.place());
    }
    List<Expr> arguments =
        function.name().equals("print")
            ? call.arguments().stream().map(this::printed).toList()
            : terms(call.arguments(), before);
    Rule here = rule;
    if (here != null && function.name().equals("rego.metadata.rule")) {
      return new Expr.Constant(names.metadata().rule(here));
    }
    if (here != null && function.name().equals("rego.metadata.chain")) {
      return new Expr.Constant(names.metadata().chain(module, here));
    }
    Builtin builtin = function.builtin();
    return builtin == null
        ? new Expr.RuleCall(function.path(), arguments, call.place())
        : new Expr.BuiltinCall(builtin, arguments, call.place());
  }

  private String written(List<String> name) {
    List<String> document = names.document(module, name.getFirst());
    List<String> whole = new ArrayList<>(document == null ? name.subList(0, 1) : document);
    whole.addAll(name.subList(1, name.size()));
    return String.join(".", whole);
  }

  /// What is printed may be undefined: each argument is the set of what it is.
  private Expr printed(Term term) {
    Var printed = new Var(term.place(), "_$printed" + scope.fresh());
    return comprehension(
        new Term.Comprehension(
            term.place(),
            Term.Makes.SET,
            null,
            printed,
            Body.of(new Statement(term.place(), new Statement.Assigns(printed, term)))));
  }
}
