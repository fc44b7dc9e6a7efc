package dev.lockstep.rego;

import dev.lockstep.rego.builtin.Builtins;
import dev.lockstep.rego.compile.Program;
import dev.lockstep.rego.compile.Schemas;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.syntax.Body;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.RegoParser;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Statement;
import dev.lockstep.rego.syntax.Term;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Is a set of policies, ready to be asked.
///
/// *Shape*: immutable; many threads may ask at once.
public final class Rego {
  private static final int MOST_QUERIES = 1_000;
  private static final String VALUE = "value";

  private final Program program;
  private final Map<String, Program.Query> queries = new ConcurrentHashMap<>();

  private Rego(Program program) {
    this.program = program;
  }

  /// Collects policies.
  public static final class Builder {
    private final List<Module> modules = new ArrayList<>();
    private final Schemas schemas = new Schemas();
    private boolean strict;
    private RegoObject data = RegoObject.EMPTY;

    /// Adds a file in the language of OPA 1.
    public Builder add(String file, String text) {
      modules.add(RegoParser.module(file, text, true));
      return this;
    }

    /// Adds a file in the language of the versions before, unless it imports `rego.v1`.
    public Builder addOlder(String file, String text) {
      modules.add(RegoParser.module(file, text, false));
      return this;
    }

    /// Adds a file in the language that it can be read in, the newer one where both will do.
    ///
    /// *Errors*: those of the language in which more of it can be read.
    public Builder addAsWritten(String file, String text) {
      modules.add(RegoParser.asWritten(file, text));
      return this;
    }

    /// Refuses what is no error but most likely a mistake: what is imported, declared or taken and
    /// not used, what hides `input` or `data`, functions that nobody should call any more.
    public Builder strict() {
      strict = true;
      return this;
    }

    /// Refuses what a schema of the input does not know, and what is never of the types there.
    ///
    /// *Shape*: a JSON Schema, with no references to others.
    ///
    /// *Errors*: [IllegalArgumentException] for what is none.
    public Builder inputSchema(Value schema) {
      schemas.input(schema);
      return this;
    }

    /// Adds a schema that annotations name, such as `schema.a.b`.
    ///
    /// *Errors*: as for [#inputSchema].
    ///
    /// @param path behind `schema`
    public Builder schema(List<String> path, Value schema) {
      schemas.add(path, schema);
      return this;
    }

    /// Refuses rules where these documents say something: one of both would never be seen.
    public Builder beside(RegoObject documents) {
      data = documents;
      return this;
    }

    /// *Errors*: [RegoFaults] with all that is wrong.
    public Rego build() {
      return new Rego(Program.of(modules, Builtins.ALL, strict, schemas, data));
    }
  }

  public static Builder policies() {
    return new Builder();
  }

  /// Asks a question: statements, such as `x = data.db_sql.deny`.
  ///
  /// @return the values of the variables, once for each way in which the statements hold
  public List<Map<String, Value>> query(String query, Evaluation evaluation) {
    return found(asked("?" + query, () -> RegoParser.query(query, true)), evaluation);
  }

  private List<Map<String, Value>> found(Program.Query asked, Evaluation evaluation) {
    List<Map<String, Value>> found = new ArrayList<>();
    evaluation.run(
        program,
        asked,
        frame -> {
          Map<String, Value> values = new LinkedHashMap<>();
          asked
              .variables()
              .forEach((name, slot) -> {
                Value value = frame[slot];
                if (value != null) {
                  values.put(name, value);
                }
              });
          found.add(values);
          return true;
        });
    return found;
  }

  /// Asks for the values of a term, such as `data.db_sql.deny`.
  ///
  /// *Errors*: [RegoFaults] also for a query that is no single term.
  public List<Value> values(String term, Evaluation evaluation) {
    Program.Query asked = askedFor(term);
    Integer slot = asked.variables().get(VALUE);
    List<Value> values = new ArrayList<>();
    evaluation.run(
        program,
        asked,
        frame -> {
          Value value = slot == null ? null : frame[slot];
          return value == null || values.add(value);
        });
    return values;
  }

  private Program.Query askedFor(String term) {
    try {
      return asked(term, () -> valueOf(term));
    } catch (RegoFaults e) {
      // What takes the answer is not the asker's.
      List<Fault> own =
          e.faults().stream()
              .filter(fault -> !fault.message().equals("var " + VALUE + " is unsafe"))
              .toList();
      throw own.isEmpty() ? e : new RegoFaults(own);
    }
  }

  private static Body valueOf(String term) {
    Statement statement = RegoParser.query(term, true).statements().getFirst();
    if (!(statement.says() instanceof Statement.Holds(Term asked)) || statement.negated()) {
      throw new RegoFaults(
          Fault.PARSE, "a term is wanted, such as data.db_sql.deny", statement.place());
    }
    return Body.of(
        new Statement(
            statement.place(),
            false,
            new Statement.Unifies(new Term.Var(statement.place(), VALUE), asked),
            statement.with()));
  }

  List<Module> modules() {
    return program.modules();
  }

  /// Is a rule that tests others: it passes when it holds.
  ///
  /// @param path such as `data.shop_test.test_names`
  /// @param names the same without `data`
  /// @param isTodo whether it is known to fail
  public record Test(String path, List<String> names, Place place, boolean isTodo) {}

  /// Is one of several things that a test tries, such as `test_names[note] if …`.
  ///
  /// @param keys what stands in its brackets
  public record Case(List<Value> keys, boolean holds) {}

  /// Tells whether a test tries several things.
  public boolean hasKeys(Test test) {
    return !program.keysOf(test.names()).isEmpty();
  }

  /// Lists what a test with keys tries; nothing for one without.
  ///
  /// @param answer of the test
  public List<Case> cases(Test test, Value answer, Evaluation evaluation) {
    Map<List<Value>, Case> cases = new LinkedHashMap<>();
    for (Program.Query query : program.keysOf(test.names())) {
      for (Map<String, Value> found : found(query, evaluation)) {
        List<Value> keys = List.copyOf(found.values());
        Value value = answer;
        for (Value key : keys) {
          value = value instanceof RegoObject object ? object.get(key) : null;
        }
        cases.put(keys, new Case(keys, value != null && !value.isFalse()));
      }
    }
    return List.copyOf(cases.values());
  }

  /// Lists the rules whose names begin with `test_` or `todo_test_`, in the order of the files.
  public List<Test> tests() {
    Map<String, Test> tests = new LinkedHashMap<>();
    for (Module module : program.modules()) {
      for (Rule rule : module.rules()) {
        String name = rule.head().name();
        boolean todo = name.startsWith("todo_test_");
        if (todo || name.startsWith("test_")) {
          String path = path(module.path()) + "." + name;
          List<String> names = new ArrayList<>(module.path());
          names.add(name);
          tests.putIfAbsent(path, new Test(path, names, rule.place(), todo));
        }
      }
    }
    return List.copyOf(tests.values());
  }

  /// Lists the rules of a name, in whatever package, such as `data.db_sql.deny`.
  ///
  /// *Shape*: without those that can only be false or empty, such as `default deny := false` with
  /// nothing beside it.
  public List<String> rules(String name) {
    return program.modules().stream()
        .filter(module ->
            module.rules().stream()
                .anyMatch(rule -> rule.head().name().equals(name) && saysSomething(rule)))
        .map(module -> path(module.path()) + "." + name)
        .distinct()
        .toList();
  }

  private static boolean saysSomething(Rule rule) {
    Term value = rule.head().value();
    Rule otherwise = rule.otherwise();
    boolean nothing =
        switch (value) {
          case Term.Scalar(_, Value scalar) -> scalar.isFalse();
          case Term.Array array -> array.items().isEmpty();
          case Term.SetOf set -> set.items().isEmpty();
          case Term.ObjectOf object -> object.entries().isEmpty();
          case Term.Call call -> isEmptySet(call);
          case null, default -> false;
        };
    return !nothing || (otherwise != null && saysSomething(otherwise));
  }

  /// Tells whether it is `set()`.
  private static boolean isEmptySet(Term.Call call) {
    return call.arguments().isEmpty()
        && call.function() instanceof Term.Var(_, String name)
        && name.equals("set");
  }

  private static String path(List<String> names) {
    StringBuilder path = new StringBuilder("data");
    for (String name : names) {
      path.append(name.matches("[A-Za-z_]\\w*") ? "." + name : "[" + new RegoString(name) + "]");
    }
    return path.toString();
  }

  private Program.Query asked(String query, Supplier<Body> body) {
    Program.Query known = queries.get(query);
    if (known == null) {
      known = program.query(body.get());
      if (queries.size() < MOST_QUERIES) {
        queries.put(query, known);
      }
    }
    return known;
  }

  /// Returns an evaluation of an input, with nothing else to know and the usual limits.
  public static Evaluation input(Value input) {
    return Evaluation.of(input, RegoObject.EMPTY);
  }
}
