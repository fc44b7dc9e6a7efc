package dev.lockstep.project;

import java.util.regex.Pattern;

/// Reads patterns in which `*` stands for anything.
final class Globs {
  private Globs() {}

  static Pattern pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    for (String part : text.split("((?<=\\*)|(?=\\*))")) {
      pattern.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
