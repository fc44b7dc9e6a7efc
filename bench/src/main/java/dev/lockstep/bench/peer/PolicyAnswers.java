package dev.lockstep.bench.peer;

import dev.lockstep.rego.Rego;
import dev.lockstep.rego.eval.Evaluation;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Is Lockstep's asking of policies, in this JVM, rule by rule as before a deployment.
///
/// @param rules all rules named `deny` or `warn`
public record PolicyAnswers(Rego rego, List<String> rules, Value input) {
  public PolicyAnswers {
    rules = List.copyOf(rules);
  }

  public static PolicyAnswers of(Path policies, Path input) throws IOException {
    Rego.Builder builder = Rego.policies();
    try (Stream<Path> files = Files.list(policies)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".rego")).sorted().toList()) {
        builder.addAsWritten(file.toString(), Files.readString(file));
      }
    }
    Rego rego = builder.build();
    return new PolicyAnswers(
        rego,
        Stream.of("deny", "warn").flatMap(name -> rego.rules(name).stream()).toList(),
        Json.read(Files.readString(input)));
  }

  /// Asks all rules so often and counts the messages.
  public int messages(int times) {
    int messages = 0;
    for (int i = 0; i < times; i++) {
      for (String rule : rules) {
        for (Value answer : rego.values(rule, Evaluation.of(input, RegoObject.EMPTY))) {
          messages += answer instanceof RegoSet set ? set.size() : 1;
        }
      }
    }
    return messages;
  }
}
