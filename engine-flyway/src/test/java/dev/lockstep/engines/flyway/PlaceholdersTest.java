package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flywaydb.core.internal.parser.PlaceholderReplacingReader;
import org.junit.jupiter.api.Test;

final class PlaceholdersTest {
  private static final Map<String, String> VALUES =
      Map.of("a", "one", "Name", "x\ny", "empty", "", "nested", "${a}");

  @Property(tries = 5000)
  void replacesLikeTheLibrary(@ForAll("scripts") String script) throws IOException {
    Placeholders.Replaced ours = new Placeholders("${", "}", VALUES).replace(script);
    StringWriter theirs = new StringWriter();
    boolean refused = false;
    try (PlaceholderReplacingReader reader =
        new PlaceholderReplacingReader("${", "}", ":", VALUES, new StringReader(script))) {
      reader.transferTo(theirs);
    } catch (RuntimeException e) {
      refused = true;
    }
    assertThat(!ours.undefined().isEmpty()).isEqualTo(refused);
    if (!refused) {
      assertThat(ours.text()).isEqualTo(theirs.toString());
    }
  }

  @Test
  void remembersWhereEachCharacterCameFrom() {
    String script = "ab ${NAME} cd\n${a}!";
    Placeholders.Replaced replaced = new Placeholders("${", "}", VALUES).replace(script);
    assertThat(replaced.text()).isEqualTo("ab x\ny cd\none!");
    assertThat(replaced.origin(replaced.text().indexOf("cd"))).isEqualTo(script.indexOf("cd"));
    assertThat(replaced.origin(replaced.text().indexOf("y"))).isEqualTo(script.indexOf("${N"));
    assertThat(replaced.lines().line(replaced.origin(replaced.text().indexOf('!')))).isEqualTo(2);
  }

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(
            "$", "{", "${a}", "${NAME}", "${empty}", "${nested}", "${x}", "}", "t", "\n")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
