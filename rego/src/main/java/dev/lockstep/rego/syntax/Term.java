package dev.lockstep.rego.syntax;

import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a part of a policy that stands for values.
public sealed interface Term {
  Place place();

  /// Names what it is, as OPA does.
  default String kind() {
    return switch (this) {
      case Scalar(_, Value value) ->
          switch (value) {
            case dev.lockstep.rego.value.RegoNull _ -> "null";
            case dev.lockstep.rego.value.RegoBoolean _ -> "boolean";
            case dev.lockstep.rego.value.RegoNumber _ -> "number";
            default -> "string";
          };
      case Var _ -> "var";
      case Ref _ -> "ref";
      case Array _ -> "array";
      case SetOf _ -> "set";
      case ObjectOf _ -> "object";
      case Comprehension one ->
          one.makes().name().toLowerCase(java.util.Locale.ROOT) + "comprehension";
      case Call _ -> "call";
      case Template _ -> "templatestring";
    };
  }

  /// Is a value as it is written.
  record Scalar(Place place, Value value) implements Term {}

  record Var(Place place, String name) implements Term {
    /// Tells whether it is an `_`, each of which is a variable of its own.
    public boolean isWildcard() {
      return name.startsWith("_$");
    }
  }

  /// Is a way into a value: `input.a[x]`.
  record Ref(Place place, Term head, List<Term> path) implements Term {
    public Ref {
      path = List.copyOf(path);
    }
  }

  record Array(Place place, List<Term> items) implements Term {
    public Array {
      items = List.copyOf(items);
    }
  }

  record SetOf(Place place, List<Term> items) implements Term {
    public SetOf {
      items = List.copyOf(items);
    }
  }

  record ObjectOf(Place place, List<Entry> entries) implements Term {
    public ObjectOf {
      entries = List.copyOf(entries);
    }
  }

  record Entry(Term key, Term value) {}

  /// Says what a comprehension makes.
  enum Makes {
    ARRAY,
    SET,
    OBJECT
  }

  /// @param key null but for objects
  record Comprehension(Place place, Makes makes, @Nullable Term key, Term value, Body body)
      implements Term {}

  /// Is a call of a function, or an operator.
  ///
  /// @param function a variable or a way from one, as it is written
  record Call(Place place, Term function, List<Term> arguments) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// Is a text with expressions in it; each part is a body whose only statement is a term.
  record Template(Place place, List<Piece> pieces) implements Term {
    public Template {
      pieces = List.copyOf(pieces);
    }
  }

  /// Is a piece of such a text.
  ///
  /// @param body null for plain text
  record Piece(String text, @Nullable Body body) {}

  /// Returns a text as a term.
  static Scalar text(Place place, String text) {
    return new Scalar(place, new RegoString(text));
  }
}
