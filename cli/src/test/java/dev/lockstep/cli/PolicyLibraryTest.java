package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.rego.Rego;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.testkit.ProjectRoot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the tests of the policies that come with Lockstep.
final class PolicyLibraryTest {
  @TestFactory
  Stream<DynamicTest> policies() {
    Rego rego =
        new PolicyFiles()
            .read(ProjectRoot.path(), List.of(Path.of("policies")), new PolicySchemas());
    return rego.tests().stream()
        .map(test ->
            DynamicTest.dynamicTest(
                test.path(),
                () ->
                    assertThat(rego.values(test.path(), Evaluation.of(null, RegoObject.EMPTY)))
                        .isNotEmpty()
                        .noneMatch(value -> value.isFalse())));
  }
}
