package dev.lockstep.expression;

import java.util.List;
import java.util.SequencedMap;

/// Is one expression as it was read.
///
/// *Units*: `at` counts characters of the text that it was read from, from 0.
///
/// *Source*: the language is that of Harness, which is Apache Commons JEXL with `<+ … >` around
/// names; what reaches into objects of Java is left out.
public sealed interface Expression {
  /// Where it begins.
  int at();

  record Literal(Value value, int at) implements Expression {}

  /// A name at the beginning of a path, such as `pipeline`.
  record Name(String name, int at) implements Expression {}

  record Member(Expression of, String name, int at) implements Expression {}

  record Index(Expression of, Expression key, int at) implements Expression {}

  /// A method such as `.toUpperCase()`.
  record Method(Expression of, String name, List<Expression> arguments, int at)
      implements Expression {
    public Method {
      arguments = List.copyOf(arguments);
    }
  }

  record Unary(Operator operator, Expression of, int at) implements Expression {}

  record Binary(Operator operator, Expression left, Expression right, int at)
      implements Expression {}

  /// `condition ? then : otherwise`.
  record Choice(Expression condition, Expression then, Expression otherwise, int at)
      implements Expression {}

  record ItemsOf(List<Expression> items, int at) implements Expression {
    public ItemsOf {
      items = List.copyOf(items);
    }
  }

  record FieldsOf(SequencedMap<String, Expression> fields, int at) implements Expression {}

  /// Text with expressions in it, which stands in quotes within an expression.
  record Quoted(Template template, int at) implements Expression {}
}
