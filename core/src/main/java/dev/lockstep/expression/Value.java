package dev.lockstep.expression;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Is what an expression gives.
///
/// *Shape*: what JSON can hold, and two things that it cannot: text with secrets in it, and names
/// that are looked up when they are asked for.
public sealed interface Value {
  Value NOTHING = new Nothing();
  Value TRUE = new Truth(true);
  Value FALSE = new Truth(false);

  /// Returns what this is, for messages.
  String kindName();

  /// `null`.
  record Nothing() implements Value {
    @Override
    public String kindName() {
      return "nothing";
    }
  }

  record Truth(boolean value) implements Value {
    @Override
    public String kindName() {
      return "true or false";
    }
  }

  record Numeral(BigDecimal value) implements Value {
    @Override
    public String kindName() {
      return "a number";
    }
  }

  record Text(String value) implements Value {
    @Override
    public String kindName() {
      return "a text";
    }
  }

  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String kindName() {
      return "a list";
    }
  }

  record Fields(SequencedMap<String, Value> values) implements Value {
    public Fields {
      values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    @Override
    public String kindName() {
      return "a map";
    }
  }

  /// Text with secrets in it, which only the step that uses it gets to know.
  record Hidden(List<Piece> pieces) implements Value {
    public Hidden {
      pieces = List.copyOf(pieces);
    }

    @Override
    public String kindName() {
      return "a secret";
    }

    @Override
    public String toString() {
      return pieces.stream().map(Piece::shown).collect(Collectors.joining());
    }
  }

  /// Is text or a secret within text.
  ///
  /// @param secret whether `text` is the name of a secret rather than what to write
  record Piece(String text, boolean secret) {
    String shown() {
      return secret ? "******" : text;
    }
  }

  /// Names that are looked up when they are asked for.
  non-sealed interface Names extends Value {
    /// Returns what a name stands for; null when nothing bears it.
    @Nullable Value get(String name);

    /// Lists the names that may be asked for, for messages; those that nobody can list are not in
    /// it.
    List<String> known();

    @Override
    default String kindName() {
      return "a map";
    }
  }

  static Value of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long number) {
    return new Numeral(BigDecimal.valueOf(number));
  }
}
