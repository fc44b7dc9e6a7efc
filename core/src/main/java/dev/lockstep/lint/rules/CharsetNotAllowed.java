package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import java.util.List;
import java.util.Set;

/// A character set cannot hold all characters, or is out of use.
final class CharsetNotAllowed implements Rule {
  private static final Description ABOUT =
      new Description(
          "charset-not-allowed",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "utf8 is utf8mb3 on MySQL and MariaDB and holds no emoji and no rare Chinese "
              + "characters; a text with one is refused or cut off. Others can hold even less.",
          "Use utf8mb4.");

  private static final Parameter ALLOWED =
      new Parameter("allowed", "utf8mb4,latin1,ascii,binary", "the character sets in use");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(ALLOWED);
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Set<String> allowed = Lists.lowerCase(scene.parameter(ALLOWED));
    Collations.named(operation).stream()
        .flatMap(one -> one.family().stream())
        .distinct()
        .filter(charset -> !allowed.contains(charset))
        .forEach(charset ->
            scene.say(
                charset.startsWith("utf8")
                    ? "Character set %s holds no character of four bytes, such as an emoji."
                        .formatted(charset)
                    : "Character set %s is none of those in use here.".formatted(charset),
                ABOUT.instead()));
  }
}
