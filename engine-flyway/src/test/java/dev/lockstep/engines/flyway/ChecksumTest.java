package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;

final class ChecksumTest {
  @Property(tries = 2000)
  void equalsTheLibrarysForAnyText(@ForAll("scripts") String text) {
    assertThat(Checksum.of(text)).isEqualTo(ChecksumCalculator.calculate(new StringResource(text)));
  }

  @Property(tries = 200)
  void equalsTheLibrarysForAnyEncoding(
      @ForAll("plain") String text, @ForAll("charsets") String charset) throws IOException {
    Charset encoding = Charset.forName(charset);
    Path file = Files.createTempFile("checksum", ".sql");
    try {
      Files.write(file, text.getBytes(encoding));
      MemoryTree tree = new MemoryTree().put("a.sql", Files.readAllBytes(file));
      int ours = new ScriptCache().checksum(tree, tree.find("a.sql").orElseThrow(), encoding);
      assertThat(ours)
          .isEqualTo(
              ChecksumCalculator.calculate(
                  new FileSystemResource(null, file.toString(), encoding, false)));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(
            "\r",
            "\n",
            "\r\n",
            "\uFEFF",
            "a",
            "ä",
            "€",
            "😀",
            "\uD83D",
            " ",
            "\t",
            "\u2028",
            "\u0085",
            "\f",
            "select 1;",
            "-- x")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.of("\r", "\n", "\r\n", "\uFEFF", "a", "ä", "select 1;", "-- x\n")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> charsets() {
    return Arbitraries.of(
        StandardCharsets.UTF_8.name(),
        StandardCharsets.UTF_16.name(),
        StandardCharsets.UTF_16LE.name(),
        StandardCharsets.ISO_8859_1.name(),
        "windows-1252");
  }
}
