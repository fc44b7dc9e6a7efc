package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenTest {
  @TempDir Path folder;

  @Test
  void equalTextPasses() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.sql"), "SELECT 1;\n");
    Golden.verify(file, "SELECT 1;\n", false);
  }

  @Test
  void everyCharacterCounts() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.sql"), "SELECT 1;\n");
    for (String other :
        new String[] {"SELECT 1;", "SELECT 1;\r\n", "SELECT 1; \n", "select 1;\n"}) {
      assertThatThrownBy(() -> Golden.verify(file, other, false))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("plan.sql")
          .hasMessageContaining("-Dgolden.update=true");
    }
    assertThat(file).hasContent("SELECT 1;\n");
  }

  @Test
  void missingFileFailsAndIsNotWritten() {
    Path file = folder.resolve("new").resolve("plan.sql");
    assertThatThrownBy(() -> Golden.verify(file, "SELECT 1;\n", false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining("SELECT 1;");
    assertThat(file).doesNotExist();
  }

  @Test
  void updateWritesTheFile() {
    Path file = folder.resolve("new").resolve("plan.sql");
    Golden.verify(file, "SELECT 1;\n", true);
    assertThat(file).hasContent("SELECT 1;\n");
    Golden.verify(file, "SELECT 2;\n", true);
    assertThat(file).hasContent("SELECT 2;\n");
  }
}
