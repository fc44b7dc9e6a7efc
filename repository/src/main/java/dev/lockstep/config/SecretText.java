package dev.lockstep.config;

import dev.lockstep.project.SecretReference;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads and writes references to secrets: `<+env.NAME>`, `<+file("PATH")>` and
/// `<+secrets.getValue("ALIAS")>`.
public final class SecretText {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "<\\+(?:env\\.([A-Za-z_][A-Za-z0-9_]*)"
              + "|file\\(\"([^\"\\x00-\\x1f]+)\"\\)"
              + "|secrets\\.getValue\\(\"([^\"\\x00-\\x1f]+)\"\\))>");

  private SecretText() {}

  /// Returns the reference, or empty when the text is none.
  public static Optional<SecretReference> parse(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group(1) != null) {
      return Optional.of(new SecretReference.Environment(matcher.group(1)));
    }
    if (matcher.group(2) != null) {
      return Optional.of(new SecretReference.File(matcher.group(2)));
    }
    return Optional.of(new SecretReference.Keystore(matcher.group(3)));
  }

  /// Returns the variable of the environment in which a secret of a name is handed to a process.
  public static String variable(String alias) {
    return "LOCKSTEP_SECRET_" + HexFormat.of().formatHex(alias.getBytes(StandardCharsets.UTF_8));
  }

  /// Lists the names of secrets that a text refers to.
  public static Set<String> aliases(String text) {
    return REFERENCE
        .matcher(text)
        .results()
        .map(found -> found.group(3))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Returns the reference as it is written in `lockstep.yaml`.
  public static String write(SecretReference reference) {
    return switch (reference) {
      case SecretReference.Environment(String variable) -> "<+env." + variable + ">";
      case SecretReference.File(String path) -> "<+file(\"" + path + "\")>";
      case SecretReference.Keystore(String alias) -> "<+secrets.getValue(\"" + alias + "\")>";
    };
  }
}
