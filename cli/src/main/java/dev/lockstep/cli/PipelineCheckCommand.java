package dev.lockstep.cli;

import dev.lockstep.config.PipelineYaml;
import dev.lockstep.config.Reading;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.pipeline.Node;
import dev.lockstep.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what is wrong with pipelines, without running them.
@Command(
    name = "check",
    addMethodSubcommands = false,
    description = {
      "Say what is wrong with pipelines: keys, kinds of steps, ids, and expressions about what is"
          + " not there.",
      "Ends with 2 when something is."
    })
final class PipelineCheckCommand implements LockstepCommand {
  /// One more than a pipeline may have, so that a larger one is seen to be too large.
  private static final int MOST_BYTES = (1 << 20) + 1;

  private static final int MOST_FILES = 10_000;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files, or folders with files named …" + PipelineYaml.SUFFIX + "; . without.")
  private List<Path> paths = List.of(Path.of("."));

  @Option(names = "--output", paramLabel = "text|json", description = "How to print the result.")
  private OutputFormat output = OutputFormat.text;

  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "check";
  }

  @Override
  public int run(CommandContext context) {
    Path here = context.invocation().directory();
    List<Path> files = paths.stream().flatMap(path -> files(here, path).stream()).toList();
    if (files.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no pipeline here.",
          "Name files, or a folder with files named …" + PipelineYaml.SUFFIX + ".");
    }
    boolean faulty = false;
    List<Json.Node> nodes = new ArrayList<>();
    for (Path file : files) {
      Reading<Pipeline> reading = PipelineYaml.read(file.toString(), content(here.resolve(file)));
      faulty |= reading instanceof Reading.Faulty;
      if (output == OutputFormat.json) {
        nodes.add(node(file, reading));
      } else {
        print(context.console(), file, reading);
      }
    }
    if (output == OutputFormat.json) {
      context.console().line(Json.write(Json.object().put("pipelines", nodes)));
    }
    return faulty ? ErrorCode.CONFIGURATION.exitCode() : ExitCode.DONE;
  }

  /// Returns the files that a path is for, none of them a link to elsewhere.
  private static List<Path> files(Path here, Path path) {
    Path start = here.resolve(path);
    if (!Files.isDirectory(start)) {
      return List.of(path.normalize());
    }
    try (Stream<Path> below = Files.walk(start)) {
      return below
          .filter(file -> file.getFileName().toString().endsWith(PipelineYaml.SUFFIX))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .limit(MOST_FILES)
          .map(file -> path.resolve(start.relativize(file)).normalize())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The folder " + Console.safe(path.toString()) + " cannot be read.",
          null,
          e);
    }
  }

  private static byte[] content(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no file " + Console.safe(file.toString()) + ".",
          "Name files of pipelines, or folders.");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "The file " + Console.safe(file.toString()) + " cannot be read.",
          null,
          e);
    }
  }

  private static void print(Console console, Path file, Reading<Pipeline> reading) {
    switch (reading) {
      case Reading.Complete<Pipeline>(Pipeline pipeline) -> {
        console.line(
            "%s%s  %s: %s, %s"
                .formatted(
                    console.style(Style.GREEN, "✓ "),
                    Console.safe(file.toString()),
                    Console.safe(pipeline.name()),
                    Outcomes.count(stages(pipeline), "stage"),
                    Outcomes.count(steps(pipeline), "step")));
        for (Pipeline.Remark remark : pipeline.remarks()) {
          console.line(
              console.style(Style.YELLOW, "  ! ")
                  + "line "
                  + remark.place().line()
                  + ": "
                  + Console.safe(remark.message()));
        }
      }
      case Reading.Faulty<Pipeline>(List<Fault> faults) -> {
        console.line(console.style(Style.RED, "✗ ") + Console.safe(file.toString()));
        Outcomes.printFaults(console, faults);
      }
    }
  }

  private static Json.Node node(Path file, Reading<Pipeline> reading) {
    Json.Node node = Json.object().put("file", file.toString());
    return switch (reading) {
      case Reading.Complete<Pipeline>(Pipeline pipeline) ->
          node.put("id", pipeline.id())
              .put("name", pipeline.name())
              .put("stages", stages(pipeline))
              .put("steps", steps(pipeline))
              .put("inputs", pipeline.inputs().stream().map(input -> input.name()).toList())
              .put(
                  "remarks",
                  pipeline.remarks().stream()
                      .map(remark ->
                          Json.object()
                              .put("line", remark.place().line())
                              .put("column", remark.place().column())
                              .put("message", remark.message()))
                      .toList())
              .put("faults", List.of());
      case Reading.Faulty<Pipeline>(List<Fault> faults) ->
          node.put("id", null)
              .put("name", null)
              .put("stages", 0)
              .put("steps", 0)
              .put("inputs", List.of())
              .put("remarks", List.of())
              .put("faults", faults.stream().map(SnapshotJson::fault).toList());
    };
  }

  private static long stages(Pipeline pipeline) {
    return all(pipeline.root())
        .filter(node -> node instanceof Node.Series series && series.kind() == Node.Kind.STAGE)
        .count();
  }

  private static long steps(Pipeline pipeline) {
    return all(pipeline.root()).filter(Node.Step.class::isInstance).count();
  }

  private static Stream<Node> all(Node node) {
    Stream<Node> inner =
        switch (node) {
          case Node.Step _ -> Stream.of();
          case Node.Parallel(_, List<Node> nodes) -> nodes.stream();
          case Node.Series series ->
              Stream.concat(series.nodes().stream(), series.rollback().stream());
        };
    return Stream.concat(Stream.of(node), inner.flatMap(PipelineCheckCommand::all));
  }
}
