package dev.lockstep.rego.compile;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Is what kinds of values something can be.
///
/// @param bits one for each letter of [#LETTERS]
record Kinds(int bits) {
  /// Stand for null, boolean, number, string, array, object and set.
  private static final String LETTERS = "zbnsaoe";

  private static final List<String> NAMES =
      List.of("null", "boolean", "number", "string", "array[any]", "object[any: any]", "set[any]");

  static final Kinds ANY = new Kinds((1 << LETTERS.length()) - 1);

  /// @param letters `x` for anything
  static Kinds of(String letters) {
    int bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      bits |= letter == 'x' ? ANY.bits : 1 << LETTERS.indexOf(letter);
    }
    return new Kinds(bits);
  }

  static Kinds of(Value value) {
    return of(
        switch (value) {
          case RegoNull _ -> "z";
          case RegoBoolean _ -> "b";
          case RegoNumber _ -> "n";
          case RegoString _ -> "s";
          case RegoArray _ -> "a";
          case RegoObject _ -> "o";
          case RegoSet _ -> "e";
        });
  }

  boolean meets(Kinds other) {
    return (bits & other.bits) != 0;
  }

  /// Names them as OPA does.
  @Override
  public String toString() {
    if (equals(ANY)) {
      return "any";
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      if ((bits & (1 << i)) != 0) {
        names.add(NAMES.get(i));
      }
    }
    return names.size() == 1 ? names.getFirst() : "any<" + String.join(", ", names) + ">";
  }
}
