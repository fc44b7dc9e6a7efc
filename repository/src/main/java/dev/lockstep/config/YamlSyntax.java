package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Says in plain words what the YAML parser could not read.
///
/// *Shape*: the parser's own text is never repeated, for it quotes the file, which may hold a
/// password.
final class YamlSyntax {
  private static final String RULE = "yaml-syntax";

  private YamlSyntax() {}

  static void explain(MarkedYamlEngineException syntax, Faults faults) {
    String problem = String.valueOf(syntax.getProblem());
    String context = String.valueOf(syntax.getContext());
    Place here = place(syntax.getProblemMark());
    Place opened = place(syntax.getContextMark());
    boolean quoted = context.contains("quoted scalar");
    if (quoted && (problem.contains("end of stream") || problem.contains("document separator"))) {
      add(faults, opened, "The quote that opens here is never closed.", "Close it.");
    } else if (problem.contains("escape")) {
      add(
          faults,
          here,
          "A backslash in double quotes starts an escape that does not exist.",
          "Use single quotes, or write the backslash twice.");
    } else if (problem.contains("could not find expected ':'")) {
      add(faults, opened, "This line is no key: its colon is missing.", "Write it as key: value.");
    } else if (problem.contains("mapping values are not allowed")) {
      add(
          faults,
          here,
          "A colon followed by a space stands where no key can be.",
          "Put text that holds a colon in quotes, or line the key up with its neighbours.");
    } else if (problem.contains("sequence entries are not allowed")) {
      add(faults, here, "A list item (-) stands where none can be.", "Start it on its own line.");
    } else {
      explainStructure(problem, here, opened, faults);
    }
  }

  /// Explains what the parser gives no place for: a character that no YAML file may hold.
  static void explain(YamlEngineException unreadable, String text, Faults faults) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (point == '\n') {
        line++;
        column = 1;
        continue;
      }
      if (!isPrintable(point)) {
        String name = String.format("U+%04X", point);
        add(
            faults,
            new Place(line, column),
            "The file holds the control character " + name + ", which YAML does not allow.",
            "Remove it.");
        return;
      }
      column++;
    }
    add(faults, new Place(1, 1), "The file is not valid YAML.", null);
  }

  private static void explainStructure(String problem, Place here, Place opened, Faults faults) {
    if (problem.contains("that cannot start any token")) {
      boolean tab = problem.contains("\\t") || problem.contains("TAB");
      add(
          faults,
          here,
          tab
              ? "A tab is used for indentation."
              : "Text cannot start with this character unless it is quoted.",
          tab ? "Use spaces." : "Put the text in quotes.");
    } else if (problem.contains("',' or ']'")) {
      add(faults, opened, "The list that opens here with [ is not closed.", "Add , or ].");
    } else if (problem.contains("',' or '}'")) {
      add(faults, opened, "The map that opens here with { is not closed.", "Add , or }.");
    } else if (problem.contains("block end")) {
      add(
          faults,
          here,
          "The indentation does not fit the lines above, which begin in line "
              + opened.line()
              + ", column "
              + opened.column()
              + ".",
          "Line it up with what it belongs to.");
    } else {
      add(faults, here, "The file is not valid YAML here.", "Check quotes and indentation.");
    }
  }

  /// *Source*: YAML 1.2.2, section 5.1.
  private static boolean isPrintable(int point) {
    return point == '\t'
        || point == '\r'
        || point == 0x85
        || (point >= 0x20 && point <= 0x7E)
        || (point >= 0xA0 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(known -> new Place(known.getLine() + 1, known.getColumn() + 1))
        .orElse(new Place(1, 1));
  }

  private static void add(Faults faults, Place place, String message, @Nullable String nextStep) {
    faults.add(RULE, place, message, nextStep);
  }
}
