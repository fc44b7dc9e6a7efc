package dev.lockstep.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.expression.ExpressionReader;
import dev.lockstep.expression.Reading.Done;
import dev.lockstep.expression.Reading.Refused;
import dev.lockstep.expression.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real shells get hostile values in every place where an expression may stand.
class ShellTextTest {
  private static final List<String> VALUES =
      List.of(
          "plain",
          "two  words",
          "*",
          "$(touch HACKED)",
          "`touch HACKED`",
          "'; touch HACKED; '",
          "\"; touch HACKED; \"",
          "'\"'\"$(touch HACKED)",
          "\\",
          "\\\"",
          "a\nEOF\ntouch HACKED\n",
          "EOF\ntouch HACKED",
          "${HOME}",
          "x}; touch HACKED; ${y",
          "-n",
          "#",
          "!!",
          "%s",
          "a[$(touch HACKED)]",
          "");

  /// What the shell prints, with `@` for the value.
  private static final Map<String, String> PLACES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("printf '%s' <+v>", "@"),
              Map.entry("printf '%s' \"<+v>\"", "@"),
              Map.entry("printf '%s' '<+v>'", "@"),
              Map.entry("printf '%s' pre<+v>post", "pre@post"),
              Map.entry("printf '%s' 'it'\\''s <+v>'", "it's @"),
              Map.entry("printf '%s' \"a \\\" <+v>\"", "a \" @"),
              Map.entry("printf '%s' \"a$(printf '%s.' \"<+v>\")\"", "a@."),
              Map.entry("printf '%s' \"a$(printf '%s.' <+v> # it's\n)\"", "a@."),
              Map.entry("printf '%s' a$(printf '')'<+v>'", "a@"),
              Map.entry("# it's a comment <+v>\nprintf '%s' <+v>", "@"),
              Map.entry("X='a'\"<+v>\"; printf '%s' \"$X\"", "a@"),
              Map.entry("printf '%s' \"${Y:-<+v>}\"", "@"),
              Map.entry("X=$((1 + 2)); printf '%s' \"$X<+v>\"", "3@"),
              Map.entry("cat <<EOF\n<+v>\nEOF\n", "@\n"),
              Map.entry("cat <<-EOF; printf '%s' '<+v>'\n\tit's <+v>\n\tEOF\n", "it's @\n@"),
              Map.entry("cat <<'EOF'\nit's\nEOF\nprintf '%s' '<+v>'", "it's\n@"),
              Map.entry("if [ \"<+v>\" = \"<+v>\" ]; then printf '%s' <+v>; fi", "@")));

  @TempDir private Path folder;

  @Test
  void valuesArriveAsTheyAre() throws IOException, InterruptedException {
    for (String shell : List.of("sh", "bash")) {
      for (Map.Entry<String, String> place : PLACES.entrySet()) {
        for (String value : VALUES) {
          assertThat(run(shell, place.getKey(), value))
              .as("%s: %s with %s", shell, place.getKey(), value)
              .isEqualTo(place.getValue().replace("@", value));
        }
      }
    }
    assertThat(folder.resolve("HACKED")).doesNotExist();
  }

  @Test
  void escapesOfBashAreKnown() throws IOException, InterruptedException {
    for (String value : VALUES) {
      assertThat(run("bash", "printf '%s' $'a\\'\\n<+v>'", value)).isEqualTo("a'\n" + value);
    }
    assertThat(folder.resolve("HACKED")).doesNotExist();
  }

  @Test
  void placesWithoutAWayAreRefused() {
    for (String place :
        List.of(
            "cat <<'EOF'\n<+v>\nEOF",
            "cat <<\"EOF\"\n<+v>\nEOF",
            "cat <<\\EOF\n<+v>\nEOF",
            "echo $((1 + <+v>))",
            "(( x = <+v> ))",
            "echo `echo <+v>`",
            "echo \"`echo <+v>`\"",
            "echo \"$((<+v>))\"")) {
      assertThat(ShellText.bind(template(place))).as(place).isInstanceOf(Refused.class);
    }
  }

  private String run(String shell, String command, String value)
      throws IOException, InterruptedException {
    ShellText bound = ((Done<ShellText>) ShellText.bind(template(command))).value();
    ProcessBuilder builder = new ProcessBuilder(shell, "-c", bound.command());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    for (int i = 1; i <= bound.expressions().size(); i++) {
      builder.environment().put("LOCKSTEP_VALUE_" + i, value);
    }
    builder.environment().remove("Y");
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(Files.exists(folder.resolve("HACKED"))).as(command).isFalse();
    return printed;
  }

  private static Template template(String text) {
    return ((Done<Template>) ExpressionReader.template(text)).value();
  }
}
