package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.RegoParser;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Statement;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Knows which schemas tell a rule what documents are: those that were given, and those that
/// annotations name or hold.
///
/// *Source*: OPA's documentation, "Schema annotations".
public final class Schemas {
  private static final List<String> ROOT = List.of("schema");

  private final Map<List<String>, Type> named = new HashMap<>();

  /// Takes a schema of input, which annotations name `schema`.
  ///
  /// *Errors*: [IllegalArgumentException] for what is no JSON Schema.
  public void input(Value schema) {
    named.put(ROOT, SchemaTypes.of(schema));
  }

  /// Takes a schema that annotations name, such as `schema.a.b`.
  ///
  /// *Errors*: [IllegalArgumentException] for what is no JSON Schema.
  ///
  /// @param path behind `schema`
  public void add(List<String> path, Value schema) {
    List<String> whole = new ArrayList<>(ROOT);
    whole.addAll(path);
    named.put(whole, SchemaTypes.of(schema));
  }

  /// Lists the documents that the rules of modules know, by the places of the rules.
  Map<Place, Map<List<String>, Type>> ofRules(
      List<Module> modules, Metadata metadata, List<Fault> faults) {
    Map<Place, Map<List<String>, Type>> all = new HashMap<>();
    if (named.containsKey(ROOT) || metadata.hasSchemas()) {
      for (Module module : modules) {
        for (Rule rule : module.rules()) {
          Map<List<String>, Type> own = of(metadata.schemas(module, rule), rule, faults);
          for (Rule next = rule; next != null; next = next.otherwise()) {
            all.put(next.place(), own);
          }
        }
      }
    }
    return all;
  }

  private Map<List<String>, Type> of(
      List<Map.Entry<Value, Value>> said, Rule rule, List<Fault> faults) {
    Map<List<String>, Type> types = new HashMap<>();
    Type input = named.get(ROOT);
    if (input != null) {
      types.put(RuleTypes.INPUT, input);
    }
    for (Map.Entry<Value, Value> one : said) {
      try {
        List<String> path = names(one.getKey());
        Type type = type(one.getValue());
        if (path.getFirst().equals("input")) {
          Type before = types.getOrDefault(RuleTypes.INPUT, Type.Either.ANY);
          types.put(RuleTypes.INPUT, inside(before, path.subList(1, path.size()), type));
        } else {
          types.put(path, type);
        }
      } catch (IllegalArgumentException e) {
        faults.add(new Fault(Fault.TYPE, String.valueOf(e.getMessage()), rule.place()));
      }
    }
    return types;
  }

  private Type type(Value schema) {
    if (!(schema instanceof RegoString text)) {
      return SchemaTypes.of(schema);
    }
    Type type = named.get(names(text));
    if (type == null && !named.isEmpty()) {
      throw new IllegalArgumentException("undefined schema: " + text.text());
    }
    // Whoever gives no schemas does not check with them.
    return type == null ? Type.Either.ANY : type;
  }

  private static List<String> names(Value way) {
    if (way instanceof RegoString text) {
      try {
        Statement statement = RegoParser.query(text.text(), true).statements().getFirst();
        if (statement.says() instanceof Statement.Holds holds) {
          return Names.texts(holds.term())
              .orElseThrow(() -> new IllegalArgumentException("invalid reference: " + text.text()));
        }
      } catch (RegoFaults e) {
        throw new IllegalArgumentException("invalid reference: " + text.text(), e);
      }
    }
    throw new IllegalArgumentException("invalid reference: " + way);
  }

  /// Returns a type with another one at a way inside it.
  private static Type inside(Type whole, List<String> path, Type part) {
    if (path.isEmpty()) {
      return part;
    }
    RegoString name = new RegoString(path.getFirst());
    Type before = whole.at(name);
    Type now =
        inside(before == null ? Type.Either.ANY : before, path.subList(1, path.size()), part);
    Map<Value, Type> fields = new LinkedHashMap<>();
    if (!(whole instanceof Type.Fields object)) {
      return new Type.Fields(Map.of(name, now), Type.Either.ANY, Type.Either.ANY);
    }
    fields.putAll(object.fields());
    fields.put(name, now);
    return new Type.Fields(fields, object.key(), object.value());
  }
}
