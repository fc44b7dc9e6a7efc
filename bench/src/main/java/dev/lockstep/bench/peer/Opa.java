package dev.lockstep.bench.peer;

import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Sample;
import dev.lockstep.rego.value.Json;
import dev.lockstep.rego.value.RegoNumber;
import dev.lockstep.rego.value.RegoObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Is OPA, where policies in Rego come from, built from its module.
public record Opa(Path program) {
  public static final String VERSION = "1.22.2";

  /// Builds it, once.
  ///
  /// *Errors*: [IOException] where there is no Go.
  public static Opa fetch(Downloads downloads) throws IOException {
    Path program =
        downloads
            .go("opa-" + VERSION, "github.com/open-policy-agent/opa@v" + VERSION)
            .resolve("opa");
    if (!Files.isExecutable(program)) {
      throw new IOException("Go left no " + program);
    }
    return new Opa(program);
  }

  /// Returns the command that asks once.
  public Command eval(Path policies, Path input, String term, boolean older) {
    return new Command(policies, words("eval", policies, input, term, older), Map.of());
  }

  /// Has OPA measure itself, and returns what so many evaluations take.
  public Sample bench(Path policies, Path input, String term, boolean older, int evaluations)
      throws IOException {
    List<String> words = words("bench", policies, input, term, older);
    words.addAll(List.of("--metrics=false", "--format", "json"));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!(Json.read(said) instanceof RegoObject result)
        || !(result.get("N") instanceof RegoNumber runs)
        || !(result.get("T") instanceof RegoNumber nanos)) {
      throw new IOException("opa bench said " + said);
    }
    Duration wall = Duration.ofNanos(Math.round(nanos.asDouble() / runs.asDouble() * evaluations));
    return new Sample(wall, wall, 0);
  }

  private List<String> words(
      String command, Path policies, Path input, String term, boolean older) {
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                command,
                "-d",
                policies.toString(),
                "-i",
                input.toString(),
                term));
    if (older) {
      words.add("--v0-compatible");
    }
    return words;
  }
}
