package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.Term.Call;
import dev.lockstep.rego.syntax.Term.Comprehension;
import dev.lockstep.rego.syntax.Term.Entry;
import dev.lockstep.rego.syntax.Term.Makes;
import dev.lockstep.rego.syntax.Term.Piece;
import dev.lockstep.rego.syntax.Term.Ref;
import dev.lockstep.rego.syntax.Term.Scalar;
import dev.lockstep.rego.syntax.Term.Template;
import dev.lockstep.rego.syntax.Term.Var;
import dev.lockstep.rego.syntax.Token.Kind;
import dev.lockstep.rego.syntax.Token.TemplatePiece;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoNull;
import dev.lockstep.rego.value.RegoNumber;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads terms.
///
/// *Shape*: where a text can be read in two ways, the one that OPA prefers is tried first, and the
/// other one when that fails.
final class TermParser {
  private static final List<Map<String, String>> OPERATORS =
      List.of(
          Map.of("==", "equal", "!=", "neq", "<", "lt", ">", "gt", "<=", "lte", ">=", "gte"),
          Map.of("|", "or"),
          Map.of("&", "and"),
          Map.of("+", "plus", "-", "minus"),
          Map.of("*", "mul", "/", "div", "%", "rem"));

  private final Cursor cursor;
  private final BodyParser bodies;
  private final Map<Integer, Found> known = new HashMap<>();
  private int attempts;

  TermParser(Cursor cursor, BodyParser bodies) {
    this.cursor = cursor;
    this.bodies = bodies;
  }

  /// Reads a term with operators.
  Term expression() {
    return member(relation(), true);
  }

  /// Reads one in a list, where a comma ends it.
  private Term listed() {
    return member(relation(), false);
  }

  private Term member(Term first, boolean keyed) {
    if (!cursor.knows("in")) {
      return first;
    }
    Term left = first;
    while (true) {
      if (keyed && cursor.is(",")) {
        int before = cursor.position();
        Optional<Term> call = keyedMember(left);
        if (call.isEmpty()) {
          cursor.goBack(before);
          return left;
        }
        left = call.get();
      } else if (cursor.isKeyword("in")) {
        Place place = cursor.take().place();
        left = call(place, "internal.member_2", List.of(left, relation()));
      } else {
        return left;
      }
    }
  }

  private Optional<Term> keyedMember(Term key) {
    return attempt(() -> {
      cursor.require(",");
      Term value = relation();
      Place place = cursor.token().place();
      if (!cursor.acceptKeyword("in")) {
        throw cursor.unexpected("");
      }
      return call(place, "internal.member_3", List.of(key, value, relation()));
    });
  }

  /// Reads something that may turn out not to be there.
  <T> Optional<T> attempt(Supplier<T> reading) {
    int before = cursor.position();
    int depth = cursor.depth();
    attempts++;
    try {
      return Optional.of(reading.get());
    } catch (RegoFaults e) {
      cursor.goBack(before);
      cursor.rise(depth);
      return Optional.empty();
    } finally {
      if (--attempts == 0) {
        known.clear();
      }
    }
  }

  /// Is what was found at a bracket.
  ///
  /// @param fault why nothing was
  private record Found(
      @Nullable Term term, @Nullable RegoFaults fault, int end, Map<Mark, BitSet> marks) {}

  /// Reads what a bracket holds. What is tried in several ways, one in the other, would take a time
  /// that doubles with each level, so each is read once.
  private Term once(Supplier<Term> reading) {
    int start = cursor.position();
    Found before = known.get(start);
    if (before == null) {
      before = found(start, reading);
      if (attempts > 0) {
        known.put(start, before);
      }
    } else {
      cursor.goOn(before.end(), start, before.marks());
    }
    Term term = before.term();
    if (term == null) {
      throw java.util.Objects.requireNonNull(before.fault());
    }
    return term;
  }

  private Found found(int start, Supplier<Term> reading) {
    try {
      Term term = reading.get();
      return new Found(
          term,
          null,
          cursor.position(),
          attempts > 0 ? cursor.marks().between(start, cursor.position()) : Map.of());
    } catch (RegoFaults e) {
      return new Found(null, e, cursor.position(), Map.of());
    }
  }

  private Term relation() {
    cursor.enter();
    Term term = binary(0);
    cursor.leave();
    return term;
  }

  private Term binary(int level) {
    if (level == OPERATORS.size()) {
      return term();
    }
    Term left = binary(level + 1);
    while (cursor.token().kind() == Kind.SIGN
        && OPERATORS.get(level).containsKey(cursor.token().text())) {
      Token sign = cursor.take();
      String name = OPERATORS.get(level).get(sign.text());
      left = call(left.place(), String.valueOf(name), List.of(left, binary(level + 1)));
    }
    return left;
  }

  static Term call(Place place, String function, List<Term> arguments) {
    return new Call(place, new Var(place, function), arguments);
  }

  /// Reads a term without operators.
  Term term() {
    Token token = cursor.token();
    Place place = token.place();
    return switch (token.kind()) {
      case NUMBER -> number(cursor.take(), "");
      case STRING -> finished(Term.text(place, cursor.take().text()));
      case TEMPLATE -> template(cursor.take());
      case NAME -> named(token);
      case SIGN ->
          switch (token.text()) {
            case "-" -> {
              cursor.mark(Mark.MINUS);
              cursor.take();
              if (cursor.isName()) {
                yield call(
                    place,
                    "minus",
                    List.of(new Scalar(place, RegoNumber.ZERO), named(cursor.token())));
              }
              if (cursor.token().kind() != Kind.NUMBER) {
                throw cursor.unexpected("expected number");
              }
              yield number(cursor.take(), "-");
            }
            case "(" -> {
              cursor.take();
              Term inner = expression();
              cursor.require(")");
              yield finished(inner);
            }
            case "[" -> finished(once(this::array));
            case "{" -> finished(once(this::setOrObject));
            default -> throw cursor.unexpected("");
          };
      case END -> throw cursor.unexpected("");
    };
  }

  private Term number(Token token, String sign) {
    try {
      return new Scalar(token.place(), RegoNumber.parse(sign + token.text()));
    } catch (NumberFormatException e) {
      throw cursor.wrong("illegal number format", token.place());
    }
  }

  private Term named(Token token) {
    Place place = token.place();
    if (cursor.isKeyword("null")) {
      cursor.take();
      return new Scalar(place, RegoNull.NULL);
    }
    if (cursor.isKeyword("true") || cursor.isKeyword("false")) {
      return new Scalar(place, RegoBoolean.of(cursor.take().text().equals("true")));
    }
    // Also the name of a function.
    boolean call =
        token.text().equals("contains")
            && cursor.following().is("(")
            && !cursor.following().spaced();
    if (!call && !cursor.isName()) {
      throw cursor.unexpected("");
    }
    cursor.take();
    if (token.text().equals("set") && isAdjacent("(") && cursor.following().is(")")) {
      cursor.mark(Mark.CALL);
      cursor.take();
      cursor.take();
      return finished(new Term.SetOf(place, List.of()));
    }
    return finished(variable(token));
  }

  Var variable(Token token) {
    return new Var(token.place(), token.text().equals("_") ? cursor.wildcard() : token.text());
  }

  private boolean isAdjacent(String sign) {
    return cursor.is(sign) && !cursor.token().spaced();
  }

  /// Reads what follows a term without a space: ways into it, and arguments.
  private Term finished(Term start) {
    Term head = start;
    List<Term> path = new ArrayList<>();
    while (true) {
      if (isAdjacent(".")) {
        path.add(dotted());
      } else if (isAdjacent("[")) {
        path.add(bracketed());
      } else if (isAdjacent("(")) {
        Term function = ref(head, path);
        if (!(head instanceof Var) || !isPlain(path)) {
          throw cursor.unexpected("");
        }
        head = new Call(start.place(), function, arguments());
        path = new ArrayList<>();
      } else {
        if (!path.isEmpty() && head instanceof Scalar) {
          throw cursor.wrong("illegal ref (head cannot be " + head.kind() + ")", start.place());
        }
        return ref(head, path);
      }
    }
  }

  private static boolean isPlain(List<Term> path) {
    return path.stream().allMatch(Scalar.class::isInstance);
  }

  private static Term ref(Term head, List<Term> path) {
    return path.isEmpty() ? head : new Ref(head.place(), head, path);
  }

  Term dotted() {
    cursor.mark(Mark.WAY);
    cursor.require(".");
    Token name = cursor.token();
    if (name.kind() != Kind.NAME || name.spaced()) {
      throw cursor.unexpected("expected identifier");
    }
    return Term.text(name.place(), cursor.take().text());
  }

  Term bracketed() {
    cursor.mark(Mark.WAY);
    cursor.require("[");
    Term key = expression();
    cursor.require("]");
    return key;
  }

  List<Term> arguments() {
    cursor.mark(Mark.CALL);
    cursor.require("(");
    return list(")");
  }

  private List<Term> list(String end) {
    List<Term> items = new ArrayList<>();
    while (!cursor.accept(end)) {
      if (!items.isEmpty()) {
        cursor.require(",");
        if (cursor.accept(end)) {
          return items;
        }
      }
      items.add(listed());
    }
    return items;
  }

  private Term array() {
    Place place = cursor.take().place();
    if (cursor.accept("]")) {
      return new Term.Array(place, List.of());
    }
    Optional<Term> comprehension = attempt(() -> comprehension(place, Makes.ARRAY, "]"));
    return comprehension.orElseGet(() -> new Term.Array(place, list("]")));
  }

  private Term comprehension(Place place, Makes makes, String end) {
    Term value = term();
    cursor.require("|", Mark.BAR);
    return new Comprehension(place, makes, null, value, bodies.until(end));
  }

  private Term setOrObject() {
    Place place = cursor.take().place();
    if (cursor.accept("}")) {
      return new Term.ObjectOf(place, List.of());
    }
    int start = cursor.position();
    Term head = term();
    if (cursor.is("|")) {
      cursor.goBack(start);
      Optional<Term> comprehension = attempt(() -> comprehension(place, Makes.SET, "}"));
      if (comprehension.isPresent()) {
        return comprehension.get();
      }
    }
    if (!cursor.is(":")) {
      cursor.goBack(start);
      head = listed();
    }
    if (cursor.is(":")) {
      return object(place, head);
    }
    cursor.goBack(start);
    return new Term.SetOf(place, list("}"));
  }

  private Term object(Place place, Term firstKey) {
    cursor.require(":");
    int start = cursor.position();
    Optional<Term> comprehension =
        attempt(() -> {
          Term value = term();
          cursor.require("|", Mark.BAR);
          return new Comprehension(place, Makes.OBJECT, firstKey, value, bodies.until("}"));
        });
    if (comprehension.isPresent()) {
      return comprehension.get();
    }
    cursor.goBack(start);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(firstKey, listed()));
    while (!cursor.accept("}")) {
      cursor.require(",");
      if (cursor.accept("}")) {
        break;
      }
      Term key = listed();
      cursor.require(":");
      entries.add(new Entry(key, listed()));
    }
    return new Term.ObjectOf(place, entries);
  }

  private Term template(Token token) {
    List<Piece> pieces = new ArrayList<>();
    List<TemplatePiece> found = token.pieces() == null ? List.of() : token.pieces();
    for (TemplatePiece piece : found) {
      @Nullable List<Token> inner = piece.tokens();
      if (inner == null) {
        if (!piece.text().isEmpty()) {
          pieces.add(new Piece(piece.text(), null));
        }
        continue;
      }
      Cursor inside = cursor.inside(inner);
      Body body = new BodyParser(inside).single();
      if (!inside.isAtEnd()) {
        throw inside.unexpected("expected }");
      }
      pieces.add(new Piece("", body));
    }
    return new Template(token.place(), pieces);
  }
}
