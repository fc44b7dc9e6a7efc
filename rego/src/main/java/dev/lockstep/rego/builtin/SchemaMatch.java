package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what in a value a JSON Schema does not allow.
///
/// *Source*: what OPA 1.22.2 says of values, and in which order; where it takes fields in any, they
/// are taken by their names here.
final class SchemaMatch {
  private static final int DEEPEST = 1_000;

  private final JsonSchema schema;
  private int depth;

  SchemaMatch(JsonSchema schema) {
    this.schema = schema;
  }

  /// Is what was found, and how much of the value was right: of alternatives, the one that comes
  /// nearest is told of.
  private static final class Found {
    final List<Value> wrong = new ArrayList<>();
    int score;

    void say(String place, String type, String text) {
      Budget.keep(wrong.size());
      String field = place.isEmpty() ? "(Root)" : place;
      wrong.add(
          RegoObject.of(
              "desc", new RegoString(text),
              "error", new RegoString(field + ": " + text),
              "field", new RegoString(field),
              "type", new RegoString(type)));
      score -= 2;
    }

    void take(Found other) {
      Budget.make(other.wrong.size());
      wrong.addAll(other.wrong);
      score += other.score;
    }

    boolean isFine() {
      return wrong.isEmpty();
    }
  }

  /// Lists what is wrong, each as OPA describes it.
  List<Value> of(Value value) {
    return found(schema.root(), value, "").wrong;
  }

  private Found found(Value rules, Value value, String place) {
    Found found = new Found();
    match(rules, value, place, found);
    return found;
  }

  private static String below(String place, String name) {
    String below = place.isEmpty() ? name : place + "." + name;
    Budget.spend(1 + below.length() / 16);
    return below;
  }

  private void match(Value rules, Value value, String place, Found found) {
    Budget.spend(1);
    if (rules instanceof RegoBoolean all) {
      if (all.isFalse()) {
        found.say(place, "false", "False always fails validation");
      }
      return;
    }
    if (++depth > DEEPEST) {
      Budget.refuse("a JSON Schema leads more than %,d levels deep".formatted(DEEPEST));
      throw new SchemaException("the schema leads too deep");
    }
    RegoObject object = (RegoObject) rules;
    String reference = schema.reference(object);
    if (reference != null) {
      match(schema.at(reference), value, place, found);
    } else if (type(object, value, place, found)) {
      combined(object, value, place, found);
      if (value instanceof RegoNumber number) {
        number(object, number, place, found);
      } else if (value instanceof RegoArray array) {
        array(object, array, place, found);
      } else if (value instanceof RegoObject fields) {
        object(object, fields, place, found);
      }
      common(object, value, place, found);
      if (value instanceof RegoString text) {
        text(object, text.text(), place, found);
      } else if (value instanceof RegoObject fields) {
        properties(object, fields, place, found);
      }
      found.score++;
    }
    depth--;
  }

  private static boolean type(RegoObject rules, Value value, String place, Found found) {
    Value said = rules.get("type");
    List<Value> wanted = said instanceof RegoString ? List.of(said) : texts(rules, "type");
    String given = value.typeName();
    if (value instanceof RegoNumber number && number.isWhole()) {
      given = "integer";
    }
    boolean fits =
        wanted.isEmpty()
            || wanted.contains(new RegoString(given))
            || (given.equals("integer") && wanted.contains(new RegoString("number")));
    if (!fits) {
      String expected =
          wanted.size() == 1
              ? ((RegoString) wanted.getFirst()).text()
              : "["
                  + String.join(",", wanted.stream().map(one -> ((RegoString) one).text()).toList())
                  + "]";
      found.say(place, "invalid_type", "Invalid type. Expected: " + expected + ", given: " + given);
    }
    return fits;
  }

  private static List<Value> texts(RegoObject rules, String key) {
    return SchemaChecks.list(rules, key);
  }

  private void combined(RegoObject rules, Value value, String place, Found found) {
    any(SchemaChecks.list(rules, "anyOf"), value, place, found);
    one(SchemaChecks.list(rules, "oneOf"), value, place, found);
    List<Value> all = SchemaChecks.list(rules, "allOf");
    boolean fine = true;
    for (Value each : all) {
      Found own = found(each, value, place);
      fine &= own.isFine();
      found.take(own);
    }
    if (!fine) {
      found.say(place, "number_all_of", "Must validate all the schemas (allOf)");
    }
    Value not = rules.get("not");
    if (not != null && found(not, value, place).isFine()) {
      found.say(place, "number_not", "Must not validate the schema (not)");
    }
    if (rules.get("dependencies") instanceof RegoObject dependencies
        && value instanceof RegoObject fields) {
      dependencies(dependencies, fields, place, found);
    }
    if (schema.isSince(7)) {
      conditional(rules, value, place, found);
    }
    found.score++;
  }

  private void any(List<Value> all, Value value, String place, Found found) {
    Found best = null;
    for (Value each : all) {
      Found own = found(each, value, place);
      if (own.isFine()) {
        return;
      }
      best = best == null || own.score > best.score ? own : best;
    }
    if (best != null) {
      found.say(place, "number_any_of", "Must validate at least one schema (anyOf)");
      found.take(best);
    }
  }

  private void one(List<Value> all, Value value, String place, Found found) {
    Found best = null;
    int fine = 0;
    for (Value each : all) {
      Found own = found(each, value, place);
      if (own.isFine()) {
        fine++;
      } else if (fine == 0 && (best == null || own.score > best.score)) {
        best = own;
      }
    }
    if (!all.isEmpty() && fine != 1) {
      found.say(place, "number_one_of", "Must validate one and only one schema (oneOf)");
      if (fine == 0 && best != null) {
        found.take(best);
      }
    }
  }

  private void dependencies(RegoObject rules, RegoObject fields, String place, Found found) {
    for (Value name : fields.keys()) {
      Value needed = rules.get(name);
      if (needed instanceof RegoArray names) {
        for (Value other : names) {
          if (fields.get(other) == null) {
            found.say(
                place, "missing_dependency", "Has a dependency on " + ((RegoString) other).text());
          }
        }
      } else if (needed != null) {
        match(needed, fields, place, found);
      }
    }
  }

  private void conditional(RegoObject rules, Value value, String place, Found found) {
    Value test = rules.get("if");
    if (test == null) {
      return;
    }
    boolean holds = found(test, value, place).isFine();
    Value next = rules.get(holds ? "then" : "else");
    if (next == null) {
      return;
    }
    Found own = found(next, value, place);
    if (!own.isFine()) {
      found.say(
          place,
          holds ? "condition_then" : "condition_else",
          holds
              ? "Must validate \"then\" as \"if\" was valid"
              : "Must validate \"else\" as \"if\" was not valid");
      found.take(own);
    }
  }

  private void common(RegoObject rules, Value value, String place, Found found) {
    String field = place.isEmpty() ? "(Root)" : place;
    Value only = schema.isSince(6) ? rules.get("const") : null;
    if (only != null && !SchemaChecks.written(only).equals(SchemaChecks.written(value))) {
      found.say(place, "const", field + " does not match: " + SchemaChecks.written(only));
    }
    if (rules.get("enum") instanceof RegoArray all) {
      List<String> allowed = all.values().stream().map(SchemaChecks::written).toList();
      if (!allowed.contains(SchemaChecks.written(value))) {
        found.say(
            place, "enum", field + " must be one of the following: " + String.join(", ", allowed));
      }
    }
    if (rules.get("format") instanceof RegoString format
        && value instanceof RegoString text
        && !SchemaFormats.fits(format.text(), text.text())) {
      found.say(place, "format", "Does not match format '" + format.text() + "'");
    }
    found.score++;
  }

  private void array(RegoObject rules, RegoArray array, String place, Found found) {
    Value items = rules.get("items");
    if (items instanceof RegoArray each) {
      for (int i = 0; i < Math.min(each.size(), array.size()); i++) {
        found.take(found(each.get(i), array.get(i), below(place, String.valueOf(i))));
      }
      if (each.size() > 0 && each.size() < array.size()) {
        furtherItems(rules.get("additionalItems"), each.size(), array, place, found);
      }
    } else if (items != null) {
      for (int i = 0; i < array.size(); i++) {
        found.take(found(items, array.get(i), below(place, String.valueOf(i))));
      }
    }
    long least = SchemaChecks.size(rules, "minItems", 0);
    if (array.size() < least) {
      found.say(place, "array_min_items", "Array must have at least " + least + " items");
    }
    long most = SchemaChecks.size(rules, "maxItems", Long.MAX_VALUE);
    if (array.size() > most) {
      found.say(place, "array_max_items", "Array must have at most " + most + " items");
    }
    if (rules.get("uniqueItems") == RegoBoolean.TRUE) {
      unique(array, place, found);
    }
    Value contains = schema.isSince(6) ? rules.get("contains") : null;
    if (contains != null) {
      contains(contains, array, place, found);
    }
    found.score++;
  }

  private void furtherItems(
      @Nullable Value rules, int from, RegoArray array, String place, Found found) {
    if (rules instanceof RegoObject) {
      for (int i = from; i < array.size(); i++) {
        found.take(found(rules, array.get(i), below(place, String.valueOf(i))));
      }
    } else if (rules != null && rules.isFalse()) {
      found.say(place, "array_no_additional_items", "No additional items allowed on array");
    }
  }

  private static void unique(RegoArray array, String place, Found found) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < array.size(); i++) {
      Integer before = seen.put(SchemaChecks.written(array.get(i)), i);
      if (before != null) {
        found.say(place, "unique", "array items[%d,%d] must be unique".formatted(before, i));
      }
    }
  }

  private void contains(Value rules, RegoArray array, String place, Found found) {
    Found best = null;
    for (int i = 0; i < array.size(); i++) {
      Found own = found(rules, array.get(i), below(place, String.valueOf(i)));
      if (own.isFine()) {
        return;
      }
      best = best == null || own.score > best.score ? own : best;
    }
    found.say(place, "contains", "At least one of the items must match");
    if (best != null) {
      found.take(best);
    }
  }

  private void object(RegoObject rules, RegoObject fields, String place, Found found) {
    long least = SchemaChecks.size(rules, "minProperties", 0);
    if (fields.size() < least) {
      found.say(place, "array_min_properties", "Must have at least " + least + " properties");
    }
    long most = SchemaChecks.size(rules, "maxProperties", Long.MAX_VALUE);
    if (fields.size() > most) {
      found.say(place, "array_max_properties", "Must have at most " + most + " properties");
    }
    for (Value required : SchemaChecks.list(rules, "required")) {
      if (fields.get(required) == null) {
        found.say(place, "required", ((RegoString) required).text() + " is required");
      } else {
        found.score++;
      }
    }
    for (Value key : fields.keys()) {
      field(rules, key, fields.at(key), place, found);
    }
    Value names = schema.isSince(6) ? rules.get("propertyNames") : null;
    if (names != null) {
      for (Value key : fields.keys()) {
        Found own = found(names, key, place);
        if (!own.isFine()) {
          String name = ((RegoString) key).text();
          found.say(
              place, "invalid_property_name", "Property name of \"" + name + "\" does not match");
          found.take(own);
        }
      }
    }
    found.score++;
  }

  private void field(RegoObject rules, Value key, Value value, String place, Found found) {
    String name = ((RegoString) key).text();
    boolean known = rules.get("properties") instanceof RegoObject named && named.get(key) != null;
    boolean matched = false;
    if (rules.get("patternProperties") instanceof RegoObject patterns) {
      for (Value pattern : patterns.keys()) {
        String regex = ((RegoString) pattern).text();
        if (Regex.matcher(Regex.pattern(regex), name).find()) {
          matched = true;
          found.take(found(patterns.at(pattern), value, below(place, name)));
        }
      }
    }
    if (matched) {
      found.score++;
    }
    Value others = rules.get("additionalProperties");
    if (known || matched || others == null) {
      return;
    }
    if (others instanceof RegoObject) {
      found.take(found(others, value, below(place, name)));
    } else if (others.isFalse()) {
      found.say(
          place,
          "additional_property_not_allowed",
          "Additional property " + name + " is not allowed");
    }
  }

  private void properties(RegoObject rules, RegoObject fields, String place, Found found) {
    if (rules.get("properties") instanceof RegoObject named) {
      for (Value key : named.keys()) {
        Value value = fields.get(key);
        if (value != null) {
          match(named.at(key), value, below(place, ((RegoString) key).text()), found);
        }
      }
    }
  }

  private static void text(RegoObject rules, String text, String place, Found found) {
    int length = text.codePointCount(0, text.length());
    long least = SchemaChecks.size(rules, "minLength", 0);
    if (length < least) {
      found.say(place, "string_gte", "String length must be greater than or equal to " + least);
    }
    long most = SchemaChecks.size(rules, "maxLength", Long.MAX_VALUE);
    if (length > most) {
      found.say(place, "string_lte", "String length must be less than or equal to " + most);
    }
    if (rules.get("pattern") instanceof RegoString pattern
        && !Regex.matcher(Regex.pattern(pattern.text()), text).find()) {
      found.say(place, "pattern", "Does not match pattern '" + pattern.text() + "'");
    }
    found.score++;
  }

  private static void number(RegoObject rules, RegoNumber number, String place, Found found) {
    BigDecimal value = number.decimal();
    BigDecimal multiple = decimal(rules.get("multipleOf"));
    if (multiple != null) {
      long digits =
          Math.abs((long) value.scale() - multiple.scale())
              + value.precision()
              + multiple.precision();
      Budget.spend((digits * digits) >> 12);
      if (value.remainder(multiple).signum() != 0) {
        found.say(place, "multiple_of", "Must be a multiple of " + RegoNumber.shortest(multiple));
      }
    }
    end(rules, value, true, place, found);
    end(rules, value, false, place, found);
    found.score++;
  }

  private static void end(
      RegoObject rules, BigDecimal value, boolean most, String place, Found found) {
    BigDecimal last = decimal(rules.get(most ? "maximum" : "minimum"));
    Value excluded = rules.get(most ? "exclusiveMaximum" : "exclusiveMinimum");
    BigDecimal beyond = excluded == RegoBoolean.TRUE ? last : decimal(excluded);
    String than = most ? "less than " : "greater than ";
    int sign = most ? 1 : -1;
    if (last != null && excluded != RegoBoolean.TRUE && value.compareTo(last) * sign > 0) {
      found.say(
          place,
          most ? "number_lte" : "number_gte",
          "Must be " + than + "or equal to " + RegoNumber.shortest(last));
    }
    if (beyond != null && value.compareTo(beyond) * sign >= 0) {
      found.say(
          place, most ? "number_lt" : "number_gt", "Must be " + than + RegoNumber.shortest(beyond));
    }
  }

  private static @Nullable BigDecimal decimal(@Nullable Value value) {
    return value instanceof RegoNumber number ? number.decimal() : null;
  }
}
