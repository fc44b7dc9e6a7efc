package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Lexer.Comment;
import dev.lockstep.rego.syntax.Marks.Mark;
import dev.lockstep.rego.syntax.Module.Annotation;
import dev.lockstep.rego.syntax.Module.Import;
import dev.lockstep.rego.syntax.Term.Scalar;
import dev.lockstep.rego.value.RegoString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads policies, in the language of OPA 1 or of the versions before.
///
/// *Errors*: [RegoFaults] of the code `rego_parse_error`.
public final class RegoParser {
  private static final Set<String> FUTURE = Set.of("in", "if", "contains", "every");

  private final Cursor cursor;
  private final BodyParser bodies;
  private final List<Comment> comments;
  private final String file;

  /// Whether each rule must begin on a line of its own.
  private final boolean lines;

  private final Map<String, String> words = new HashMap<>();
  private final List<Fault> doubles = new ArrayList<>();
  private boolean v1;

  private RegoParser(String file, String text, boolean v1, boolean lines) {
    Lexer lexer = new Lexer(file, text);
    this.cursor = new Cursor(lexer.tokens());
    this.comments = lexer.comments();
    this.bodies = new BodyParser(cursor);
    this.file = file;
    this.v1 = v1;
    this.lines = lines;
    if (v1) {
      cursor.know(FUTURE);
    }
  }

  /// Reads a file.
  ///
  /// @param v1 whether it is of OPA 1; one that imports `rego.v1` always is
  public static Module module(String file, String text, boolean v1) {
    return written(file, text, v1, false).module();
  }

  /// Is a file with what its form is made of.
  record Written(Module module, List<Token> tokens, Marks marks, List<Comment> comments) {}

  static Written written(String file, String text, boolean v1) {
    return written(file, text, v1, false);
  }

  private static Written written(String file, String text, boolean v1, boolean lines) {
    RegoParser parser = new RegoParser(file, text, v1, lines);
    try {
      Module module = parser.module();
      return new Written(module, parser.cursor.tokens(), parser.cursor.marks(), parser.comments);
    } catch (StackOverflowError e) {
      throw parser.tooDeep();
    }
  }

  /// Reads a file in the language that it can be read in, the newer one where both will do.
  ///
  /// *Shape*: in the older one, a rule begins on a line of its own, though OPA reads `p := 1 if { x
  /// }` there as a rule `p` and a rule `if`, which nobody means.
  ///
  /// *Errors*: those of the language in which more of it can be read.
  public static Module asWritten(String file, String text) {
    try {
      return module(file, text, true);
    } catch (RegoFaults newer) {
      try {
        return written(file, text, false, true).module();
      } catch (RegoFaults older) {
        throw row(older) > row(newer) ? older : newer;
      }
    }
  }

  private static int row(RegoFaults faults) {
    return faults.faults().getFirst().place().row();
  }

  /// Reads the body of a query.
  public static Body query(String text, boolean v1) {
    RegoParser parser = new RegoParser("query", text, v1, false);
    parser.cursor.know(FUTURE);
    try {
      return parser.bodies.until("");
    } catch (StackOverflowError e) {
      throw parser.tooDeep();
    }
  }

  private RegoFaults tooDeep() {
    return cursor.wrong("max parsing recursion depth exceeded", cursor.token().place());
  }

  private Module module() {
    Place place = cursor.token().place();
    if (!cursor.acceptKeyword("package")) {
      throw cursor.isAtEnd()
          ? cursor.wrong("empty module", place)
          : cursor.wrong("package expected", place);
    }
    if (cursor.token().kind() != Token.Kind.NAME) {
      throw cursor.unexpected("expected identifier");
    }
    List<String> path = names();
    List<Import> imports = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    RuleParser parser = new RuleParser(cursor, bodies, v1);
    while (!cursor.isAtEnd()) {
      if (lines && !cursor.token().newLine()) {
        throw cursor.unexpected("expected \\n");
      }
      if (cursor.isKeyword("import")) {
        imported(imports);
      } else {
        rules.addAll(parser.rules());
      }
    }
    if (v1 && !doubles.isEmpty()) {
      throw new RegoFaults(doubles);
    }
    return new Module(file, place, path, imports, rules, v1, annotations(place, imports, rules));
  }

  /// Reads a way whose keys are all texts.
  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(cursor.take().text());
    while (!cursor.token().spaced() && (cursor.is(".") || cursor.is("["))) {
      Place place = cursor.token().place();
      Term key = cursor.is(".") ? bodies.terms().dotted() : bodies.terms().bracketed();
      if (key instanceof Scalar scalar && scalar.value() instanceof RegoString text) {
        names.add(text.text());
      } else {
        throw cursor.wrong("unexpected path: path elements must be strings", place);
      }
    }
    return names;
  }

  private void imported(List<Import> imports) {
    cursor.mark(Mark.IMPORT);
    Place place = cursor.take().place();
    if (!cursor.isName()) {
      throw cursor.unexpected("expected identifier");
    }
    List<String> path = names();
    String alias = path.getLast();
    if (cursor.acceptKeyword("as")) {
      if (!cursor.isName()) {
        throw cursor.unexpected("expected var");
      }
      alias = cursor.take().text();
      if (alias.equals("input") || alias.equals("data")) {
        throw cursor.wrong(
            "unexpected import alias, must not be a reserved name, got: " + alias, place);
      }
    }
    String whole = String.join(".", path);
    switch (path.getFirst()) {
      case "data", "input" -> imports.add(new Import(place, path, alias));
      case "rego" -> {
        if (!whole.equals("rego.v1")) {
          throw cursor.wrong("invalid import `" + whole + "`, must be `rego.v1`", place);
        }
        v1 = true;
        cursor.know(FUTURE);
        once(alias, whole, place);
      }
      case "future" -> {
        future(path, place);
        once(alias, whole, place);
      }
      default ->
          throw cursor.wrong(
              "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
                  + path.getFirst(),
              place);
    }
  }

  private void once(String alias, String whole, Place place) {
    String before = words.putIfAbsent(alias, whole);
    if (before != null) {
      doubles.add(new Fault(Fault.COMPILE, "import must not shadow import " + before, place));
    }
  }

  private void future(List<String> path, Place place) {
    if (path.size() == 2 && path.get(1).equals("keywords")) {
      cursor.know(FUTURE);
    } else if (path.size() == 3 && path.get(1).equals("keywords")) {
      if (path.get(2).equals("not")) {
        return;
      }
      if (!FUTURE.contains(path.get(2))) {
        throw cursor.wrong("unexpected keyword, must be one of [contains every if in]", place);
      }
      // As in OPA, which cannot read `every` without `in`.
      cursor.know(path.get(2).equals("every") ? Set.of("every", "in") : Set.of(path.get(2)));
    } else {
      throw cursor.wrong("invalid import, must be `future.keywords`", place);
    }
  }

  /// Takes comments that begin with `METADATA`, up to the first line that is none.
  private List<Annotation> annotations(Place start, List<Import> imports, List<Rule> rules) {
    List<Annotation> found = new ArrayList<>();
    for (int i = 0; i < comments.size(); i++) {
      Comment first = comments.get(i);
      if (!first.text().strip().equals("METADATA") || first.place().column() != 1) {
        continue;
      }
      StringBuilder yaml = new StringBuilder();
      int row = first.place().row();
      while (i + 1 < comments.size() && comments.get(i + 1).place().row() == row + 1) {
        Comment line = comments.get(++i);
        yaml.append(line.text().startsWith(" ") ? line.text().substring(1) : line.text());
        yaml.append('\n');
        row++;
      }
      int last = row;
      Place about =
          Stream.of(
                  Stream.of(start),
                  imports.stream().map(Import::place),
                  rules.stream().map(Rule::place))
              .flatMap(places -> places)
              .filter(place -> place.row() > last)
              .findFirst()
              .orElse(first.place());
      found.add(new Annotation(first.place(), yaml.toString(), about));
    }
    return found;
  }
}
