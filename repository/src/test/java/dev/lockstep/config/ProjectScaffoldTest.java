package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.project.Project;
import dev.lockstep.testkit.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class ProjectScaffoldTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> draftsForEveryScenario() {
    return Scenarios.in("testdata/scaffold")
        .tests(scenario -> {
          WorkingTree tree = new WorkingTree(scenario.path("project"));
          Scaffold scaffold = ProjectScaffold.draft(tree, scenario.name());
          Reading<Project> reading =
              LockstepYaml.read("lockstep.yaml", scaffold.yaml().getBytes(StandardCharsets.UTF_8));
          assertThat(reading).isInstanceOf(Reading.Complete.class);
          assertThat(scaffold.yaml() + scaffold.findings()).doesNotContain("hunter2-secret");
          scenario.verify("expected.yaml", scaffold.yaml());
          scenario.verify(
              "findings.txt",
              String.join("\n", scaffold.findings())
                  + "\n"
                  + String.join("\n", scaffold.variables())
                  + "\n");
        });
  }

  @Test
  void neverWritesOverAFile() throws IOException {
    Scaffold scaffold = ProjectScaffold.draft(new WorkingTree(folder), "shop");
    Path file = ProjectScaffold.write(folder, scaffold);
    assertThat(file).hasContent(scaffold.yaml());
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> ProjectScaffold.write(folder, scaffold))
        .isInstanceOfSatisfying(
            LockstepException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    assertThat(file).hasContent("mine");
  }
}
