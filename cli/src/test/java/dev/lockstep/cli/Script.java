package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.List;

/// Is one scenario in a single text: files to write and commands to run, with what they print.
///
/// *Shape*: a line `-- file PATH` starts a file that reaches to the next `--` or `$` line; a line
/// `$ COMMAND` starts a step, and what follows it up to the next step is its expected output,
/// ending with `exit CODE` where that is not 0. Lines that start with `#` before the first step or
/// file are comment.
record Script(List<Step> steps) {
  /// Is one thing to do.
  sealed interface Step {
    /// The line as it stands in the script.
    String line();

    record WriteFile(String line, String path, String content) implements Step {}

    record Run(String line, String command) implements Step {}

    record Comment(String line) implements Step {}
  }

  static Script parse(String text) {
    List<Step> steps = new ArrayList<>();
    List<String> lines = List.of(text.split("\n", -1));
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.startsWith("-- file ")) {
        StringBuilder content = new StringBuilder();
        while (at < lines.size()
            && !lines.get(at).startsWith("-- file ")
            && !lines.get(at).startsWith("$ ")) {
          content.append(lines.get(at++)).append('\n');
        }
        String trimmed = content.toString().stripTrailing() + "\n";
        steps.add(new Step.WriteFile(line, line.substring("-- file ".length()), trimmed));
      } else if (line.startsWith("$ ")) {
        while (at < lines.size()
            && !lines.get(at).startsWith("-- file ")
            && !lines.get(at).startsWith("$ ")) {
          at++;
        }
        steps.add(new Step.Run(line, line.substring(2)));
      } else if (!line.isBlank()) {
        steps.add(new Step.Comment(line));
      }
    }
    return new Script(List.copyOf(steps));
  }
}
