package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Builtin;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.Term.Makes;
import dev.lockstep.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a term with its names resolved: variables are numbered, functions are known.
public sealed interface Expr {
  record Constant(Value value) implements Expr {}

  /// Is a variable; what has no value yet gets one where it is matched.
  record Local(int slot, String name, Place place) implements Expr {}

  /// Is a way into a document or value.
  record Path(Start base, List<Expr> keys, Place place) implements Expr {
    public Path {
      keys = List.copyOf(keys);
    }
  }

  /// Is where a way begins.
  sealed interface Start {}

  /// Is one of the two documents.
  enum Document implements Start {
    INPUT,
    DATA
  }

  record Of(Expr value) implements Start {}

  record ArrayOf(List<Expr> items) implements Expr {
    public ArrayOf {
      items = List.copyOf(items);
    }
  }

  record SetOf(List<Expr> items) implements Expr {
    public SetOf {
      items = List.copyOf(items);
    }
  }

  record ObjectOf(List<Expr> keys, List<Expr> values) implements Expr {
    public ObjectOf {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }
  }

  /// @param key null but for objects
  record Comprehension(Makes makes, @Nullable Expr key, Expr value, Block body) implements Expr {}

  /// Is a call of a function that is built in.
  record BuiltinCall(Builtin builtin, List<Expr> arguments, Place place) implements Expr {
    public BuiltinCall {
      arguments = List.copyOf(arguments);
    }
  }

  /// Is a call of a function of policies.
  ///
  /// @param path from `data`
  record RuleCall(List<String> path, List<Expr> arguments, Place place) implements Expr {
    public RuleCall {
      path = List.copyOf(path);
      arguments = List.copyOf(arguments);
    }

    String name() {
      return "data." + String.join(".", path);
    }
  }

  record Template(List<TemplatePiece> pieces, Place place) implements Expr {
    public Template {
      pieces = List.copyOf(pieces);
    }
  }

  /// @param body null for plain text; else it leaves the value in a slot
  record TemplatePiece(String text, @Nullable Expr value, @Nullable Block body) {}
}
