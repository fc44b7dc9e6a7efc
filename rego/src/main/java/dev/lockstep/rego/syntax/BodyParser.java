package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.Statement.Says;
import dev.lockstep.rego.syntax.Statement.With;
import dev.lockstep.rego.syntax.Term.Call;
import dev.lockstep.rego.syntax.Term.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads bodies and their statements.
final class BodyParser {
  private final Cursor cursor;
  private final TermParser terms;

  BodyParser(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new TermParser(cursor, this);
  }

  TermParser terms() {
    return terms;
  }

  /// Reads statements up to a sign, and the sign; to the end of the text when it is empty.
  Body until(String end) {
    cursor.enter();
    List<Statement> statements = new ArrayList<>();
    while (!ends(end)) {
      if (!statements.isEmpty()) {
        boolean divided = cursor.accept(";");
        if (divided && end.isEmpty() && ends(end)) {
          break;
        }
        if (divided && cursor.token().text().equals(end)) {
          throw cursor.unexpected("");
        }
        if (!divided && !cursor.token().newLine()) {
          throw cursor.unexpected(
              end.isEmpty() ? "expected \\n or ;" : "expected \\n or ; or " + end);
        }
      }
      statements.add(statement());
    }
    if (statements.isEmpty()) {
      throw cursor.wrong("found empty body", cursor.token().place());
    }
    cursor.leave();
    return new Body(statements);
  }

  private boolean ends(String end) {
    return end.isEmpty() ? cursor.isAtEnd() : cursor.accept(end);
  }

  /// Reads one statement as a body.
  Body single() {
    return Body.of(statement());
  }

  Statement statement() {
    Place place = cursor.token().place();
    cursor.mark(Mark.STATEMENT);
    boolean negated = cursor.acceptKeyword("not");
    Says says;
    if (cursor.isKeyword("some") && !negated) {
      says = some();
    } else if (cursor.isKeyword("every") && !negated) {
      says = every();
    } else {
      says = expression();
    }
    return new Statement(place, negated, says, with());
  }

  private Says expression() {
    Term left = terms.expression();
    if (cursor.accept(":=")) {
      return new Statement.Assigns(left, terms.expression());
    }
    return cursor.accept("=")
        ? new Statement.Unifies(left, terms.expression())
        : new Statement.Holds(left);
  }

  private List<With> with() {
    List<With> all = new ArrayList<>();
    while (cursor.isKeyword("with")) {
      cursor.mark(Mark.WITH);
      Place place = cursor.take().place();
      Term target = terms.term();
      if (!cursor.acceptKeyword("as")) {
        throw cursor.unexpected("expected as keyword");
      }
      all.add(new With(place, target, terms.expression()));
    }
    return all;
  }

  private Says some() {
    cursor.take();
    Optional<Says> iterating =
        cursor.knows("in") ? terms.attempt(this::iterating) : Optional.empty();
    if (iterating.isPresent()) {
      return iterating.get();
    }
    List<Var> variables = new ArrayList<>();
    do {
      if (!cursor.isName()) {
        throw cursor.unexpected("expected var");
      }
      variables.add(terms.variable(cursor.take()));
    } while (cursor.accept(","));
    return new Statement.Declares(variables);
  }

  private Says iterating() {
    Term term = terms.expression();
    if (term instanceof Call call && call.function() instanceof Var function) {
      List<Term> parts = call.arguments();
      if (function.name().equals("internal.member_2")) {
        return new Statement.Iterates(null, parts.get(0), parts.get(1));
      }
      if (function.name().equals("internal.member_3")) {
        return new Statement.Iterates(parts.get(0), parts.get(1), parts.get(2));
      }
    }
    throw cursor.unexpected("");
  }

  private Says every() {
    cursor.take();
    Var first = every("expected var");
    @Nullable Var key = null;
    if (cursor.accept(",")) {
      key = first;
      first = every("expected value var");
    }
    if (!cursor.acceptKeyword("in")) {
      throw cursor.unexpected("expected `x[, y] in xs { ... }` expression");
    }
    Term domain = terms.expression();
    cursor.mark(Mark.BODY);
    cursor.require("{");
    return new Statement.Every(key, first, domain, until("}"));
  }

  private Var every(String hint) {
    if (!cursor.isName()) {
      throw cursor.unexpected(hint);
    }
    return terms.variable(cursor.take());
  }
}
