package dev.lockstep.rego.eval;

import dev.lockstep.rego.builtin.Arguments;
import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.compile.Block;
import dev.lockstep.rego.compile.CompiledRule;
import dev.lockstep.rego.compile.Expr;
import dev.lockstep.rego.compile.Node;
import dev.lockstep.rego.compile.Step;
import dev.lockstep.rego.eval.EvaluationException.Kind;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.Term.Makes;
import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs bodies.
///
/// *Shape*: whatever has results hands them over one by one and is told whether to go on. A
/// variable without a value is a null in the frame of its rule; whoever gives it one takes it back
/// when those it told are done.
final class Evaluator {
  private final Run run;
  private final Documents documents;
  private final Map<String, Mock> mocks;
  private final RuleWork rules;
  private final PathWork paths;

  /// Is what stands in for a function.
  ///
  /// @param function its name; null when it is a value
  record Mock(@Nullable String function, @Nullable Value value) {}

  /// Goes on after a solution; returns whether more are wanted.
  @FunctionalInterface
  interface Next {
    boolean go();
  }

  Evaluator(Run run, Node root, Documents documents, Map<String, Mock> mocks) {
    this.run = run;
    this.documents = documents;
    this.mocks = mocks;
    this.rules = new RuleWork(this, root);
    this.paths = new PathWork(this, rules, root);
  }

  Run run() {
    return run;
  }

  Documents documents() {
    return documents;
  }

  boolean block(Block block, @Nullable Value[] frame, Next next) {
    return steps(block.steps(), 0, frame, next);
  }

  private boolean steps(List<Step> steps, int at, @Nullable Value[] frame, Next next) {
    if (at == steps.size()) {
      return next.go();
    }
    Next rest = () -> steps(steps, at + 1, frame, next);
    return run.isWatched() ? watched(steps.get(at), frame, rest) : step(steps.get(at), frame, rest);
  }

  private boolean watched(Step step, @Nullable Value[] frame, Next next) {
    run.tell(Event.Kind.EVAL, step.place(), "");
    boolean[] held = new boolean[1];
    boolean more =
        step(
            step,
            frame,
            () -> {
              held[0] = true;
              return next.go();
            });
    if (!held[0]) {
      run.tell(Event.Kind.FAIL, step.place(), "");
    }
    return more;
  }

  private boolean step(Step step, @Nullable Value[] frame, Next next) {
    run.spend(1);
    if (step.with().isEmpty()) {
      return signed(step, frame, next);
    }
    return overridden(step.with(), 0, frame, this, inner -> inner.signed(step, frame, next));
  }

  private boolean signed(Step step, @Nullable Value[] frame, Next next) {
    if (!step.negated()) {
      return does(step, frame, next);
    }
    boolean holds = !does(step, frame, () -> false);
    return holds || next.go();
  }

  private boolean overridden(
      List<Step.Substitution> with,
      int at,
      @Nullable Value[] frame,
      Evaluator inner,
      Predicate<Evaluator> done) {
    if (at == with.size()) {
      return done.test(inner);
    }
    return switch (with.get(at)) {
      case Step.DocumentAs one ->
          expr(
              one.value(),
              frame,
              value ->
                  all(
                      one.keys(),
                      frame,
                      keys -> {
                        Documents changed =
                            one.document() == Expr.Document.INPUT
                                ? inner.documents.withInput(keys, value)
                                : inner.documents.withData(keys, value);
                        Evaluator next = new Evaluator(run, rules.root(), changed, inner.mocks);
                        return overridden(with, at + 1, frame, next, done);
                      }));
      case Step.FunctionAs one -> {
        Expr value = one.value();
        if (value != null) {
          yield expr(
              value,
              frame,
              found ->
                  overridden(
                      with, at + 1, frame, inner.mocking(one.name(), new Mock(null, found)), done));
        }
        yield overridden(
            with, at + 1, frame, inner.mocking(one.name(), new Mock(one.function(), null)), done);
      }
    };
  }

  private Evaluator mocking(String name, Mock mock) {
    Map<String, Mock> more = new HashMap<>(mocks);
    more.put(name, mock);
    return new Evaluator(run, rules.root(), documents, more);
  }

  private boolean does(Step step, @Nullable Value[] frame, Next next) {
    run.at(step.place());
    return switch (step.does()) {
      case Step.Holds holds -> expr(holds.expr(), frame, value -> value.isFalse() || next.go());
      case Step.Matches matches ->
          expr(matches.value(), frame, value -> match(matches.pattern(), value, frame, next));
      case Step.Iterates iterates ->
          expr(iterates.domain(), frame, domain -> iterate(iterates, domain, frame, next));
      case Step.Every every ->
          expr(every.domain(), frame, domain -> every(every, domain, frame, next));
      case Step.Never _ -> true;
    };
  }

  /// Takes the elements of a value, and what leads to each.
  interface Element {
    boolean take(Value key, Value value);
  }

  /// Returns whether there was nothing that wanted no more.
  static boolean elements(Value value, Element element) {
    switch (value) {
      case RegoArray array -> {
        for (int i = 0; i < array.size(); i++) {
          if (!element.take(RegoNumber.of(i), array.get(i))) {
            return false;
          }
        }
      }
      case RegoObject object -> {
        for (Value key : object.keys()) {
          if (!element.take(key, object.at(key))) {
            return false;
          }
        }
      }
      case RegoSet set -> {
        for (Value member : set) {
          if (!element.take(member, member)) {
            return false;
          }
        }
      }
      default -> {}
    }
    return true;
  }

  private boolean iterate(
      Step.Iterates iterates, Value domain, @Nullable Value[] frame, Next next) {
    Expr pattern = iterates.key();
    return elements(
        domain,
        (key, value) -> {
          run.spend(1);
          return pattern == null
              ? match(iterates.value(), value, frame, next)
              : match(pattern, key, frame, () -> match(iterates.value(), value, frame, next));
        });
  }

  private boolean every(Step.Every every, Value domain, @Nullable Value[] frame, Next next) {
    if (!(domain instanceof RegoArray
        || domain instanceof RegoObject
        || domain instanceof RegoSet)) {
      return true;
    }
    boolean all =
        elements(
            domain,
            (key, value) -> {
              run.spend(1);
              if (every.key() >= 0) {
                frame[every.key()] = key;
              }
              frame[every.value()] = value;
              boolean holds = !block(every.body(), frame, () -> false);
              if (every.key() >= 0) {
                frame[every.key()] = null;
              }
              frame[every.value()] = null;
              return holds;
            });
    return !all || next.go();
  }

  /// Goes on for each way in which a value has the form of a pattern.
  boolean match(Expr pattern, Value value, @Nullable Value[] frame, Next next) {
    return switch (pattern) {
      case Expr.Constant(Value wanted) -> !wanted.equals(value) || next.go();
      case Expr.Local local -> bind(local.slot(), value, frame, next);
      case Expr.ArrayOf array ->
          !(value instanceof RegoArray values)
              || values.size() != array.items().size()
              || matchAll(array.items(), values.values(), 0, frame, next);
      case Expr.ObjectOf object ->
          !(value instanceof RegoObject entries)
              || entries.size() != object.keys().size()
              || all(
                  object.keys(),
                  frame,
                  keys -> {
                    List<Value> values = new ArrayList<>();
                    for (Value key : keys) {
                      Value at = entries.get(key);
                      if (at == null) {
                        return true;
                      }
                      values.add(at);
                    }
                    return matchAll(object.values(), values, 0, frame, next);
                  });
      default -> expr(pattern, frame, found -> !found.equals(value) || next.go());
    };
  }

  private static boolean bind(int slot, Value value, @Nullable Value[] frame, Next next) {
    Value known = frame[slot];
    if (known != null) {
      return !known.equals(value) || next.go();
    }
    frame[slot] = value;
    boolean more = next.go();
    frame[slot] = null;
    return more;
  }

  boolean matchAll(
      List<Expr> patterns, List<Value> values, int at, @Nullable Value[] frame, Next next) {
    return at == patterns.size()
        ? next.go()
        : match(
            patterns.get(at),
            values.get(at),
            frame,
            () -> matchAll(patterns, values, at + 1, frame, next));
  }

  /// Hands over the values of a term.
  boolean expr(Expr expr, @Nullable Value[] frame, Predicate<Value> take) {
    return switch (expr) {
      case Expr.Constant(Value value) -> take.test(value);
      case Expr.Local local -> {
        Value known = frame[local.slot()];
        if (known == null) {
          throw new IllegalStateException("the variable " + local.name() + " has no value");
        }
        yield take.test(known);
      }
      case Expr.Path path -> paths.path(path, frame, take);
      case Expr.ArrayOf array ->
          all(array.items(), frame, values -> take.test(new RegoArray(values)));
      case Expr.SetOf set -> all(set.items(), frame, values -> take.test(RegoSet.of(values)));
      case Expr.ObjectOf object -> object(object, frame, take);
      case Expr.Comprehension one -> take.test(comprehension(one, frame));
      case Expr.BuiltinCall call ->
          all(call.arguments(), frame, values -> builtin(call, values, take));
      case Expr.RuleCall call ->
          all(
              call.arguments(),
              frame,
              values ->
                  function("data." + String.join(".", call.path()), call.path(), values, take));
      case Expr.Template template -> template(template, 0, new StringBuilder(), frame, take);
    };
  }

  private boolean object(Expr.ObjectOf object, @Nullable Value[] frame, Predicate<Value> take) {
    return all(
        object.keys(),
        frame,
        keys ->
            all(
                object.values(),
                frame,
                values -> {
                  Map<Value, Value> entries = new LinkedHashMap<>();
                  for (int i = 0; i < keys.size(); i++) {
                    entries.put(keys.get(i), values.get(i));
                  }
                  return take.test(RegoObject.of(entries));
                }));
  }

  /// Hands over the values of several terms together.
  boolean all(List<Expr> exprs, @Nullable Value[] frame, Predicate<List<Value>> take) {
    if (exprs.isEmpty()) {
      return take.test(List.of());
    }
    return all(exprs, 0, new Value[exprs.size()], frame, take);
  }

  private boolean all(
      List<Expr> exprs,
      int at,
      Value[] found,
      @Nullable Value[] frame,
      Predicate<List<Value>> take) {
    int place = at;
    while (place < exprs.size()) {
      // Most terms have one value that is at hand.
      Value known =
          switch (exprs.get(place)) {
            case Expr.Constant(Value value) -> value;
            case Expr.Local local -> frame[local.slot()];
            default -> null;
          };
      if (known == null) {
        break;
      }
      found[place++] = known;
    }
    if (place == exprs.size()) {
      return take.test(List.of(found));
    }
    int here = place;
    return expr(
        exprs.get(here),
        frame,
        value -> {
          found[here] = value;
          return all(exprs, here + 1, found, frame, take);
        });
  }

  private Value comprehension(Expr.Comprehension one, @Nullable Value[] frame) {
    Expr key = one.key();
    if (key != null) {
      return objectOf(key, one, frame);
    }
    List<Value> values = new ArrayList<>();
    block(
        one.body(),
        frame,
        () ->
            expr(
                one.value(),
                frame,
                value -> {
                  run.keep(values.size());
                  return values.add(value);
                }));
    return one.makes() == Makes.ARRAY ? new RegoArray(values) : RegoSet.of(values);
  }

  private Value objectOf(Expr key, Expr.Comprehension one, @Nullable Value[] frame) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    block(
        one.body(),
        frame,
        () ->
            expr(
                key,
                frame,
                name ->
                    expr(
                        one.value(),
                        frame,
                        value -> {
                          run.keep(entries.size());
                          Value before = entries.putIfAbsent(name, value);
                          if (before != null && !before.equals(value)) {
                            throw new EvaluationException(
                                Kind.CONFLICT, "object keys must be unique", run.place());
                          }
                          return true;
                        })));
    return RegoObject.of(entries);
  }

  private boolean template(
      Expr.Template template,
      int at,
      StringBuilder text,
      @Nullable Value[] frame,
      Predicate<Value> take) {
    for (int i = at; i < template.pieces().size(); i++) {
      Expr.TemplatePiece piece = template.pieces().get(i);
      Expr expr = piece.value();
      Block body = piece.body();
      if (expr == null || body == null) {
        text.append(piece.text());
        Budget.text(text.length());
        continue;
      }
      List<Value> values = new ArrayList<>();
      block(
          body,
          frame,
          () ->
              expr(
                  expr,
                  frame,
                  value -> {
                    run.keep(values.size());
                    return values.add(value);
                  }));
      if (values.stream().distinct().count() > 1) {
        throw new EvaluationException(
            Kind.CONFLICT, "template-strings must not produce multiple outputs", template.place());
      }
      text.append(
          values.isEmpty()
              ? "<undefined>"
              : values.getFirst() instanceof RegoString string
                  ? string.text()
                  : values.getFirst().toString());
      Budget.text(text.length());
    }
    run.spend(text.length() / 16);
    return take.test(new RegoString(text.toString()));
  }

  private boolean builtin(Expr.BuiltinCall call, List<Value> values, Predicate<Value> take) {
    Mock mock = mocks.isEmpty() ? null : mocks.get(call.builtin().name());
    if (mock != null) {
      return mocked(mock, values, take);
    }
    return builtin(call.builtin(), values, call.place(), take);
  }

  private boolean builtin(Builtin builtin, List<Value> values, Place place, Predicate<Value> take) {
    Arguments arguments = new Arguments(builtin.name(), values);
    Place before = run.place();
    run.at(place);
    for (Value value : values) {
      if (value instanceof RegoString text) {
        run.spend(text.text().length() >> 8);
      }
    }
    try {
      if (builtin.work() instanceof Builtin.Relation relation) {
        return relation.each(arguments, take);
      }
      Value result = result(builtin, arguments, place);
      run.at(before);
      return result == null || take.test(result);
    } catch (Builtin.Failure e) {
      run.at(before);
      if (run.isStrict()) {
        throw new EvaluationException(
            e.isOfType() ? Kind.TYPE : Kind.BUILTIN, String.valueOf(e.getMessage()), place);
      }
      return true;
    }
  }

  private @Nullable Value result(Builtin builtin, Arguments arguments, Place place) {
    Value result =
        switch (builtin.work()) {
          case Builtin.Pure pure -> pure.of(arguments);
          case Builtin.Situated situated -> situated.of(arguments, run);
          case Builtin.Relation _ -> null;
          case Builtin.Refused refused ->
              throw new EvaluationException(
                  Kind.BUILTIN,
                  "%s is not available here: %s".formatted(builtin.name(), refused.reason()),
                  place);
        };
    if (result instanceof RegoString text) {
      Budget.text(text.text().length());
      run.spend(text.text().length() / 16);
    }
    return result;
  }

  private boolean mocked(Mock mock, List<Value> values, Predicate<Value> take) {
    Value value = mock.value();
    if (value != null) {
      return take.test(value);
    }
    String function = String.valueOf(mock.function());
    // What stands in for another sees nothing in the place of anything.
    Evaluator inside = new Evaluator(run, rules.root(), documents, Map.of());
    if (function.startsWith("data.")) {
      List<String> path = List.of(function.substring("data.".length()).split("\\.", -1));
      return inside.function(function, path, values, take);
    }
    Builtin builtin = dev.lockstep.rego.builtin.Builtins.ALL.get(function);
    return builtin == null || inside.builtin(builtin, values, run.place(), take);
  }

  private boolean function(
      String name, List<String> path, List<Value> values, Predicate<Value> take) {
    Mock mock = mocks.isEmpty() ? null : mocks.get(name);
    if (mock != null) {
      return mocked(mock, values, take);
    }
    Value result = rules.function(path, values);
    return result == null || take.test(result);
  }

  /// Tells that a definition holds and has a value.
  void holds(CompiledRule rule) {
    if (run.isWatched()) {
      run.tell(Event.Kind.EXIT, rule.place(), "");
    }
  }

  /// Runs one definition; hands over a frame for each way in which its body holds.
  boolean rule(CompiledRule rule, List<Value> arguments, Predicate<@Nullable Value[]> take) {
    run.spend(1);
    run.at(rule.place());
    boolean watched = run.isWatched();
    if (watched) {
      run.tell(Event.Kind.ENTER, rule.place(), "");
      run.deeper(1);
    }
    @Nullable Value[] frame = new Value[rule.slots()];
    List<Expr> patterns = rule.arguments();
    Next body = () -> block(rule.body(), frame, () -> take.test(frame));
    boolean more =
        patterns == null
            ? body.go()
            : patterns.size() != arguments.size() || matchAll(patterns, arguments, 0, frame, body);
    if (watched) {
      run.deeper(-1);
    }
    return more;
  }
}
