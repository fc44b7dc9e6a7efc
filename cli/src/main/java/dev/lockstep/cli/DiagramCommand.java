package dev.lockstep.cli;

import dev.lockstep.diagram.MermaidDiagram;
import dev.lockstep.diagram.Picture;
import dev.lockstep.diagram.Picture.Views;
import dev.lockstep.diagram.SvgDiagram;
import dev.lockstep.diagram.TableNotation;
import dev.lockstep.dialects.schema.BothSides;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Scratches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws the tables of a schema.
@Command(
    name = "diagram",
    addMethodSubcommands = false,
    description = {
      "Draw the tables of a schema and who refers to whom, or what is different between two.",
      "Reads only. The same schema gives the same picture."
    })
final class DiagramCommand implements LockstepCommand {
  @Parameters(paramLabel = "SOURCE", description = "What to draw: " + SchemaReader.KINDS + ".")
  private String source = "";

  @Option(
      names = "--against",
      paramLabel = "SOURCE",
      description =
          "Draw what changes on the way to this one: what is added green, what changes amber, what"
              + " is removed red.")
  private @Nullable String against;

  @Option(
      names = "--format",
      paramLabel = "svg|mermaid",
      description = "How to draw it. Default: svg.")
  private Format format = Format.svg;

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE",
      description = "Where to write it. Default: to the standard output.")
  private @Nullable Path file;

  @Option(
      names = "--table",
      paramLabel = "PATTERN",
      description =
          "Draw these tables only, as NAME or SCHEMA.NAME with * and ?. May be given several"
              + " times.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description =
          "With --table, draw also the tables that are at most so many relations away. Default: 0.")
  private int neighbours;

  @Option(names = "--views", description = "Draw views too, with what they read.")
  private boolean views;

  @Mixin private final SourceOptions options = new SourceOptions();

  /// Says how a picture is written.
  enum Format {
    svg,
    mermaid
  }

  @Override
  public String name() {
    return "diagram";
  }

  @Override
  public int run(CommandContext context) {
    if (neighbours < 0 || (neighbours > 0 && tables.isEmpty())) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--neighbours is a number of steps away from the tables of --table.",
          "Name a table, and a number from 0.");
    }
    Picture picture = picture(context);
    if (!tables.isEmpty()) {
      List<Pattern> patterns = tables.stream().map(DiagramCommand::pattern).toList();
      picture = picture.around(id -> matches(patterns, id), neighbours);
    }
    if (picture.boxes().isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          tables.isEmpty()
              ? "There is no table in " + SchemaReader.shown(source) + "."
              : "There is no table like "
                  + String.join(", ", tables)
                  + " in "
                  + SchemaReader.shown(source)
                  + ".",
          "Name " + (tables.isEmpty() ? "another source." : "one that is there."));
    }
    String text =
        format == Format.svg ? SvgDiagram.document(picture) : MermaidDiagram.document(picture);
    if (file == null) {
      context.console().script(text);
    } else {
      SnapshotCommand.write(context.invocation().directory().resolve(file), text);
      context
          .console()
          .line(
              file
                  + ": "
                  + Outcomes.count(picture.boxes().size(), "table")
                  + (picture.change() ? ", " + SvgDiagram.summary(picture) : ""));
    }
    return ExitCode.DONE;
  }

  private Picture picture(CommandContext context) {
    Views shown = views ? Views.SHOWN : Views.LEFT_OUT;
    try (Scratches scratches = options.scratches(context)) {
      SchemaReader reader = options.reader(context, scratches);
      String dialect =
          options.dialect(reader, against == null ? List.of(source) : List.of(source, against));
      if (against == null) {
        return Picture.of(reader.read(source, dialect), TableNotation.USUAL, shown);
      }
      BothSides sides = reader.readBoth(source, against, dialect);
      return Picture.between(sides.from(), sides.to(), TableNotation.USUAL, shown);
    }
  }

  private static boolean matches(List<Pattern> patterns, ObjectId id) {
    String path = String.join(".", id.path());
    return patterns.stream()
        .anyMatch(one -> one.matcher(id.name()).matches() || one.matcher(path).matches());
  }

  private static Pattern pattern(String text) {
    StringBuilder expression = new StringBuilder();
    text.codePoints()
        .forEach(point ->
            expression.append(
                switch (point) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(point));
                }));
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }
}
