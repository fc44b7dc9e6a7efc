package dev.lockstep.rego.builtin;

import static dev.lockstep.rego.builtin.Builtin.pure;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills in templates in the language of Go's `text/template`, as far as [TemplateParser] reads it.
///
/// *Source*: documentation of Go's package `text/template`; what is not there is `<undefined>`, as
/// in OPA.
final class Templates {
  static final List<Builtin> ALL = List.of(pure("strings.render_template", 2, Templates::rendered));

  private static final String UNDEFINED = "<undefined>";

  private final Arguments arguments;
  private final StringBuilder out = new StringBuilder();

  private Templates(Arguments arguments) {
    this.arguments = arguments;
  }

  /// Is a part of a template.
  sealed interface Part {}

  /// Is text that stands for itself.
  record Text(String text) implements Part {}

  /// Writes a value.
  record Shows(Operand value) implements Part {}

  /// Writes one or the other.
  record Chooses(Operand test, List<Part> then, List<Part> otherwise) implements Part {}

  /// Writes a part for each element.
  ///
  /// @param names those of the key, if there are two, and of the element
  record Repeats(Operand all, List<String> names, List<Part> each, List<Part> none)
      implements Part {}

  /// Is a value that is named, with the fields that lead to the one that is meant.
  ///
  /// @param name empty for the one at hand
  record Operand(String name, List<String> fields) {}

  private static Value rendered(Arguments arguments) {
    List<Part> parts = new TemplateParser(arguments, arguments.text(0)).read();
    RegoObject values = arguments.object(1);
    Budget.weigh(values);
    Templates template = new Templates(arguments);
    template.requireJson(values);
    template.write(parts, values, Map.of("$", values));
    return new RegoString(template.out.toString().replace("<no value>", UNDEFINED));
  }

  private void requireJson(Value value) {
    switch (value) {
      case RegoSet _ -> throw arguments.failure("a template takes no sets");
      case RegoArray array -> array.forEach(this::requireJson);
      case RegoObject object -> {
        for (Value key : object.keys()) {
          if (!(key instanceof RegoString)) {
            throw arguments.failure("a template takes objects with text as keys alone");
          }
          requireJson(object.at(key));
        }
      }
      case RegoString _, RegoNumber _, RegoBoolean _, RegoNull _ -> {}
    }
  }

  /// Writes parts.
  ///
  /// @param here the value at hand; a number of Java is the place of an element, which is false
  ///   when it is 0, where other numbers never are
  private void write(List<Part> parts, @Nullable Object here, Map<String, Object> names) {
    for (Part part : parts) {
      Budget.spend(1);
      switch (part) {
        case Text(String text) -> out.append(text);
        case Shows(Operand operand) -> show(value(operand, here, names));
        case Chooses(Operand test, List<Part> then, List<Part> otherwise) ->
            write(isTrue(value(test, here, names)) ? then : otherwise, here, names);
        case Repeats repeats -> repeat(repeats, here, names);
      }
      Budget.text(out.length());
    }
  }

  private @Nullable Object value(
      Operand operand, @Nullable Object here, Map<String, Object> names) {
    Object value = operand.name().isEmpty() ? here : names.get(operand.name());
    for (String field : operand.fields()) {
      if (value == null) {
        return null;
      }
      if (!(value instanceof RegoObject object)) {
        throw arguments.failure("template: can't evaluate field " + field);
      }
      value = object.get(field);
    }
    return value;
  }

  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case RegoNull _ -> false;
      case RegoBoolean bool -> !bool.isFalse();
      case RegoString text -> !text.text().isEmpty();
      case RegoArray array -> array.size() > 0;
      case RegoObject object -> object.size() > 0;
      case Integer place -> place != 0;
      default -> true;
    };
  }

  private void repeat(Repeats repeats, @Nullable Object here, Map<String, Object> names) {
    Object all = value(repeats.all(), here, names);
    boolean none = true;
    switch (all) {
      case RegoArray array -> {
        for (int i = 0; i < array.size(); i++) {
          each(repeats, i, array.get(i), names);
        }
        none = array.size() == 0;
      }
      case RegoObject object -> {
        object.keys().forEach(key -> each(repeats, key, object.at(key), names));
        none = object.size() == 0;
      }
      case null -> {}
      case RegoNull _ -> {}
      default -> throw arguments.failure("template: range can't iterate over it");
    }
    if (none) {
      Map<String, Object> inside = new LinkedHashMap<>(names);
      repeats.names().forEach(name -> inside.put(name, all == null ? RegoNull.NULL : all));
      write(repeats.none(), here, inside);
    }
  }

  private void each(Repeats repeats, Object key, Value element, Map<String, Object> names) {
    Map<String, Object> inside = new LinkedHashMap<>(names);
    Budget.spend(names.size());
    if (repeats.names().size() > 1) {
      inside.put(repeats.names().getFirst(), key);
    }
    if (!repeats.names().isEmpty()) {
      inside.put(repeats.names().getLast(), element);
    }
    write(repeats.each(), element, inside);
  }

  private void show(@Nullable Object value) {
    if (value == null || value instanceof RegoNull) {
      out.append(UNDEFINED);
    } else {
      inner(value);
    }
  }

  /// Writes a value as Go's `fmt` does with `%v`.
  private void inner(Object value) {
    Budget.spend(1);
    Budget.text(out.length());
    switch (value) {
      case RegoNull _ -> out.append("<nil>");
      case RegoString text -> out.append(text.text());
      case RegoArray array -> {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
          out.append(i > 0 ? " " : "");
          inner(array.get(i));
        }
        out.append(']');
      }
      case RegoObject object -> {
        out.append("map[");
        boolean first = true;
        for (Value key : object.keys()) {
          out.append(first ? "" : " ");
          first = false;
          inner(key);
          out.append(':');
          inner(object.at(key));
        }
        out.append(']');
      }
      default -> out.append(value);
    }
  }
}
