package dev.lockstep.rego.syntax;

import dev.lockstep.rego.syntax.Lexer.Comment;
import dev.lockstep.rego.syntax.Module.Annotation;
import dev.lockstep.rego.syntax.RegoParser.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes policies in one style, that of `opa fmt`.
///
/// *Shape*: keeps every comment and what the policy means; what is formatted already stays as it
/// is. Lines end as the first one does.
public final class RegoFormatter {
  /// A name that no place outside a file of that name bears.
  private static final String NOWHERE = "\u0001";

  private static final int MOST_ROUNDS = 4;

  private RegoFormatter() {}

  /// Formats a file in the language that it can be read in.
  ///
  /// *Errors*: [RegoFaults] for what is no policy, and for one that cannot be written otherwise
  /// without another meaning.
  public static String format(String file, String text) {
    return format(file, text, RegoParser.asWritten(file, text).v1());
  }

  /// Formats a file.
  ///
  /// @param v1 whether it is of OPA 1; one that imports `rego.v1` always is
  public static String format(String file, String text, boolean v1) {
    Written written = RegoParser.written(file, text, v1);
    Place place = written.module().place();
    String formatted;
    try {
      formatted = settled(new Layout(written).text(), file, v1);
      if (!meaning(formatted, v1).equals(meaning(text, v1))) {
        throw new RegoFaults(
            Fault.PARSE, "this cannot be written in another form without another meaning", place);
      }
    } catch (StackOverflowError e) {
      throw new RegoFaults(Fault.PARSE, "max parsing recursion depth exceeded", place);
    }
    int end = text.indexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r'
        ? formatted.replace("\r\n", "\n").replace("\n", "\r\n")
        : formatted;
  }

  /// Formats what is formatted until it stays as it is: what has moved to a line of its own may be
  /// laid out otherwise there.
  private static String settled(String formatted, String file, boolean v1) {
    String text = formatted;
    for (int i = 0; i < MOST_ROUNDS; i++) {
      String next = new Layout(RegoParser.written(file, text, v1)).text();
      if (next.equals(text)) {
        break;
      }
      text = next;
    }
    return text;
  }

  /// Returns what must be the same: the tree without places and the comments; imports and what
  /// stands beside them have no order.
  private static List<Object> meaning(String text, boolean v1) {
    try {
      Written read = RegoParser.written(NOWHERE, text, v1);
      Module module = read.module();
      Stream<String> imports = module.imports().stream().map(one -> plain(one.toString()));
      return List.of(
          module.path(),
          imports.sorted().toList(),
          plain(module.rules().toString()),
          annotations(module),
          read.comments().stream().map(Comment::text).sorted().toList());
    } catch (RegoFaults e) {
      return List.of();
    }
  }

  private static String plain(String tree) {
    return tree.replaceAll(NOWHERE + ":\\d+", "").replaceAll("_\\$\\d+", "_");
  }

  private static List<String> annotations(Module module) {
    List<String> found = new ArrayList<>();
    for (Annotation one : module.annotations()) {
      long before =
          module.rules().stream().filter(rule -> rule.place().row() < one.about().row()).count();
      found.add(before + " " + one.yaml());
    }
    return found;
  }
}
