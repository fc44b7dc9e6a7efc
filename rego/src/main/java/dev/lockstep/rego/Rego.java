package dev.lockstep.rego;

import dev.lockstep.rego.builtin.Builtins;
import dev.lockstep.rego.compile.Program;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.RegoParser;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Is a set of policies, ready to be asked.
///
/// *Shape*: immutable; many threads may ask at once.
public final class Rego {
  private static final int MOST_QUERIES = 1_000;

  private final Program program;
  private final Map<String, Program.Query> queries = new ConcurrentHashMap<>();

  private Rego(Program program) {
    this.program = program;
  }

  /// Collects policies.
  public static final class Builder {
    private final List<Module> modules = new ArrayList<>();

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

    /// *Errors*: [dev.lockstep.rego.syntax.RegoFaults] with all that is wrong.
    public Rego build() {
      return new Rego(Program.of(modules, Builtins.ALL));
    }
  }

  public static Builder policies() {
    return new Builder();
  }

  /// Asks a question: statements, such as `x = data.db_sql.deny`.
  ///
  /// @return the values of the variables, once for each way in which the statements hold
  public List<Map<String, Value>> query(String query, Evaluation evaluation) {
    Program.Query asked = asked(query);
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

  private Program.Query asked(String query) {
    Program.Query known = queries.get(query);
    if (known == null) {
      known = program.query(RegoParser.query(query, true));
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
