package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class ScenariosTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> foldersOfTheModuleAreTests() {
    return Scenarios.in("testdata/upper-case")
        .tests(scenario ->
            scenario.verify("output.txt", scenario.read("input.txt").replace("shop", "SHOP")));
  }

  @Test
  void fileThatNoTestReadsFails() throws IOException {
    file("one", "input.txt");
    file("one", "left-over.txt");
    file("one", "repository/db/V1__a.sql");
    List<DynamicTest> tests =
        Scenarios.at(folder)
            .tests(scenario -> {
              scenario.read("input.txt");
              assertThat(scenario.path("repository")).isDirectory();
            })
            .toList();
    assertThat(tests).hasSize(1);
    assertThat(tests.getFirst().getDisplayName()).isEqualTo("one");
    assertThatThrownBy(() -> tests.getFirst().getExecutable().execute())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left-over.txt")
        .hasMessageNotContaining("V1__a.sql");
  }

  @Test
  void optionalAndListedFilesCountAsRead() throws Throwable {
    file("one", "01.golden.sql");
    file("one", "02.golden.sql");
    file("one", "options.yaml");
    DynamicTest test =
        Scenarios.at(folder)
            .tests(scenario -> {
              assertThat(scenario.readIfPresent("options.yaml")).contains("options.yaml");
              assertThat(scenario.readIfPresent("absent.yaml")).isEmpty();
              assertThat(scenario.pathsEndingWith(".golden.sql")).hasSize(2);
            })
            .findFirst()
            .orElseThrow();
    test.getExecutable().execute();
  }

  @Test
  void fileOutsideAnyScenarioFails() throws IOException {
    file("one", "input.txt");
    Files.writeString(folder.resolve("stray.sql"), "");
    assertThatThrownBy(() -> Scenarios.at(folder).list())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stray.sql");
  }

  @Test
  void emptyAndMissingFoldersFail() {
    assertThatThrownBy(() -> Scenarios.at(folder).list()).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Scenarios.in("testdata/absent").list()).hasMessageContaining("absent");
  }

  private void file(String scenario, String name) throws IOException {
    Path file = folder.resolve(scenario).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}
