package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.Rule.Head;
import dev.lockstep.rego.syntax.Term.Scalar;
import dev.lockstep.rego.syntax.Term.Var;
import dev.lockstep.rego.value.RegoBoolean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the rules of a module.
final class RuleParser {
  private static final Body ALWAYS = new Body(List.of());

  private final Cursor cursor;
  private final BodyParser bodies;
  private final boolean v1;

  RuleParser(Cursor cursor, BodyParser bodies, boolean v1) {
    this.cursor = cursor;
    this.bodies = bodies;
    this.v1 = v1;
  }

  /// Is a head as it is written.
  private record Written(
      Place place,
      List<Term> path,
      @Nullable List<Term> arguments,
      @Nullable Term element,
      @Nullable Term value) {}

  /// Reads what begins here: one rule, or several that share a head.
  List<Rule> rules() {
    cursor.mark(Mark.RULE);
    Place place = cursor.token().place();
    if (cursor.acceptKeyword("default")) {
      return List.of(standard(place));
    }
    Written written = written();
    boolean conditional = acceptIf();
    List<Body> more = new ArrayList<>();
    Body body = ALWAYS;
    boolean braces = false;
    if (conditional) {
      body = condition();
    } else if (cursor.is("{") && (!v1 || !cursor.token().newLine())) {
      if (v1) {
        throw cursor.wrong("`if` keyword is required before rule body", place);
      }
      cursor.mark(Mark.BODY);
      cursor.take();
      body = bodies.until("}");
      braces = true;
    }
    Rule otherwise = otherwise(written);
    while (braces && otherwise == null && cursor.accept("{", Mark.BODY)) {
      more.add(bodies.until("}"));
    }
    Head head = head(written, conditional);
    requireKeywords(written, head, conditional || braces || otherwise != null);
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule(place, false, head, body, otherwise));
    more.forEach(other -> rules.add(new Rule(place, false, head, other, null)));
    return rules;
  }

  private boolean acceptIf() {
    if (!cursor.isKeyword("if")) {
      return false;
    }
    cursor.mark(Mark.IF);
    cursor.take();
    return true;
  }

  private boolean acceptMakes() {
    return cursor.accept(":=", Mark.MAKES) || cursor.accept("=", Mark.MAKES);
  }

  private void requireKeywords(Written written, Head head, boolean conditional) {
    if (written.arguments() != null && written.element() != null) {
      throw cursor.wrong(
          "unexpected contains keyword: the contains keyword can only be used with multi-value rule"
              + " definitions (e.g., "
              + head.name()
              + " contains <VALUE> { ... })",
          written.place());
    }
    boolean bare =
        written.value() == null && written.element() == null && written.arguments() == null;
    if (bare && !conditional && written.path().size() == 1) {
      throw cursor.wrong("var cannot be used for rule name", written.place());
    }
    if (bare && !conditional && v1 && head.element() != null) {
      throw cursor.wrong("`contains` keyword is required for partial set rules", written.place());
    }
  }

  private Rule standard(Place place) {
    Written written = written();
    if (written.value() == null) {
      throw cursor.unexpected("expected default rule value assignment (i.e., `default x := y`)");
    }
    List<Term> arguments = written.arguments();
    for (Term argument : arguments == null ? List.<Term>of() : arguments) {
      if (v1 && !(argument instanceof Var)) {
        throw cursor.wrong(
            "illegal default rule (arguments cannot contain " + argument.kind() + ")", place);
      }
    }
    Head head = head(written, true);
    return new Rule(place, true, head, ALWAYS, null);
  }

  private Written written() {
    Token name = cursor.token();
    if (!cursor.isName()) {
      throw name.kind() == Token.Kind.NAME
          ? cursor.unexpected("")
          : cursor.wrong(
              "unexpected " + name.described() + " token: expected rule head", name.place());
    }
    List<Term> path = new ArrayList<>();
    path.add(bodies.terms().variable(cursor.take()));
    while (!cursor.token().spaced() && (cursor.is(".") || cursor.is("["))) {
      path.add(cursor.is(".") ? bodies.terms().dotted() : bodies.terms().bracketed());
    }
    @Nullable List<Term> arguments =
        cursor.is("(") && !cursor.token().spaced() ? bodies.terms().arguments() : null;
    if (arguments != null && arguments.isEmpty()) {
      // Without arguments it is a value like others.
      arguments = null;
    }
    @Nullable Term element = cursor.acceptKeyword("contains") ? bodies.terms().expression() : null;
    @Nullable Term value = acceptMakes() ? bodies.terms().expression() : null;
    return new Written(name.place(), path, arguments, element, value);
  }

  /// Reads what stands behind `if`: a body in braces, or one statement.
  private Body condition() {
    if (cursor.is("{")) {
      Optional<Body> body =
          comprehension()
              .or(() ->
                  bodies
                      .terms()
                      .attempt(() -> {
                        cursor.mark(Mark.BODY);
                        cursor.take();
                        Body found = bodies.until("}");
                        if (!cursor.isAtEnd()
                            && !cursor.token().newLine()
                            && !cursor.is(";")
                            && !cursor.isKeyword("else")) {
                          throw cursor.unexpected("");
                        }
                        return found;
                      }));
      if (body.isPresent()) {
        return body.get();
      }
      int before = cursor.position();
      Optional<Body> single = bodies.terms().attempt(bodies::single);
      if (single.isPresent()) {
        return single.get();
      }
      // The faults of the braces tell more.
      cursor.goBack(before);
      cursor.take();
      return bodies.until("}");
    }
    return bodies.single();
  }

  /// Reads what begins like a comprehension, which it is rather than a body.
  private Optional<Body> comprehension() {
    int before = cursor.position();
    boolean bar =
        bodies
            .terms()
            .attempt(() -> {
              cursor.take();
              var _ = bodies.terms().term();
              return cursor.is("|");
            })
            .orElse(false);
    cursor.goBack(before);
    return bar ? bodies.terms().attempt(bodies::single) : Optional.empty();
  }

  private @Nullable Rule otherwise(Written written) {
    if (!cursor.isKeyword("else")) {
      return null;
    }
    cursor.mark(Mark.ELSE);
    Place place = cursor.take().place();
    @Nullable Term value = acceptMakes() ? bodies.terms().expression() : null;
    Body body = ALWAYS;
    if (acceptIf()) {
      body = condition();
    } else if (cursor.is("{")) {
      if (v1) {
        throw cursor.wrong("`if` keyword is required before rule body", place);
      }
      cursor.mark(Mark.BODY);
      cursor.take();
      body = bodies.until("}");
    } else if (value == null) {
      throw cursor.unexpected("expected else value term or rule body");
    }
    Rule next = otherwise(written);
    Term made = value == null ? new Scalar(place, RegoBoolean.TRUE) : value;
    return new Rule(
        place, false, new Head(place, written.path(), written.arguments(), made, null), body, next);
  }

  /// Tells what a head makes; `p[x]` is an element of a set in older versions, unless `if` follows.
  private static Head head(Written written, boolean conditional) {
    List<Term> path = written.path();
    if (written.element() != null) {
      return new Head(written.place(), path, null, null, written.element());
    }
    boolean element =
        !conditional
            && written.arguments() == null
            && written.value() == null
            && path.size() == 2
            && path.getFirst() instanceof Var;
    if (element) {
      return new Head(written.place(), path.subList(0, 1), null, null, path.get(1));
    }
    Term value =
        written.value() == null ? new Scalar(written.place(), RegoBoolean.TRUE) : written.value();
    return new Head(written.place(), path, written.arguments(), value, null);
  }
}
