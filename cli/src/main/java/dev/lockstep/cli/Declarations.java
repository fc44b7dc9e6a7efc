package dev.lockstep.cli;

import dev.lockstep.client.Login.ProjectName;
import dev.lockstep.config.LockstepYaml;
import dev.lockstep.config.PipelineYaml;
import dev.lockstep.config.PlainYaml;
import dev.lockstep.config.SecretText;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import dev.lockstep.project.SecretSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads files that say what is to be declared at a server.
///
/// *Shape*: YAML or JSON as the server shows entities, with `kind`, `organisation`, `project`,
/// `name` and `spec`, several in a file between lines `---`; a `lockstep.yaml`, and pipelines in
/// `NAME.pipeline.yaml`, are of the project that commands are about. Links are not followed.
final class Declarations {
  private static final long LARGEST = 10L << 20;
  private static final int MOST_FILES = 10_000;

  /// Such a line never stands within a document.
  private static final Pattern BETWEEN = Pattern.compile("(?m)^---(?=\\s|$)");

  private final @Nullable ProjectName project;
  private final SecretSource secrets;
  private final List<Value.Fields> all = new ArrayList<>();

  /// @param secrets resolves what values of secrets refer to
  Declarations(@Nullable ProjectName project, SecretSource secrets) {
    this.project = project;
    this.secrets = secrets;
  }

  List<Value.Fields> all() {
    return List.copyOf(all);
  }

  /// Takes a file, or all that are in a folder and below it.
  void read(Path path) {
    if (!Files.isDirectory(path)) {
      if (!Files.isRegularFile(path)) {
        throw new LockstepException(
            ErrorCode.USAGE, "There is no file " + path + ".", "Name one, or a folder.");
      }
      file(path);
      return;
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(path)) {
      found =
          walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> !isHidden(path.relativize(file)))
              .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
    } catch (IOException failed) {
      throw unreadable(path, failed);
    }
    if (found.size() > MOST_FILES) {
      throw new LockstepException(
          ErrorCode.TOO_LARGE,
          "%s holds more than %,d files.".formatted(path, MOST_FILES),
          "Name a folder that holds declarations alone.");
    }
    if (found.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          path + " holds no declarations.",
          "They are in files that end with .yaml, .yml or .json.");
    }
    found.forEach(this::file);
  }

  private static boolean isHidden(Path path) {
    return Stream.iterate(path, java.util.Objects::nonNull, Path::getParent)
        .anyMatch(part -> String.valueOf(part.getFileName()).startsWith("."));
  }

  private void file(Path path) {
    String text = text(path);
    String name = String.valueOf(path.getFileName());
    if (name.equals(LockstepYaml.FILE)) {
      SequencedMap<String, Value> file = inProject(path);
      file.put("kind", Value.of(LockstepYaml.FILE));
      file.put("content", Value.of(text));
      all.add(new Value.Fields(file));
    } else if (name.endsWith(PipelineYaml.SUFFIX)) {
      SequencedMap<String, Value> declared = inProject(path);
      declared.put("kind", Value.of("pipelines"));
      declared.put(
          "name", Value.of(name.substring(0, name.length() - PipelineYaml.SUFFIX.length())));
      SequencedMap<String, Value> spec = new LinkedHashMap<>();
      spec.put("definition", Value.of(text));
      declared.put("spec", new Value.Fields(spec));
      all.add(new Value.Fields(declared));
    } else {
      documents(path, text);
    }
  }

  private SequencedMap<String, Value> inProject(Path path) {
    if (project == null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          path + " is about a project, and nothing says which one.",
          "Say --project ORGANISATION/PROJECT, or log in with it.");
    }
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("organisation", Value.of(project.organisation()));
    fields.put("project", Value.of(project.project()));
    return fields;
  }

  private void documents(Path path, String text) {
    int start = 0;
    Matcher between = BETWEEN.matcher(text);
    boolean more = true;
    while (more) {
      more = between.find();
      int end = more ? between.start() : text.length();
      // With the lines before it, so that faults name the right ones.
      String before = "\n".repeat((int) text.substring(0, start).lines().count());
      String document = text.substring(start, end);
      if (!document.isBlank() && document.lines().anyMatch(line -> !line.matches("\\s*(#.*)?"))) {
        all.add(declaration(path, PlainYaml.read(path.toString(), before + document).orThrow()));
      }
      start = more ? between.end() : end;
    }
  }

  private Value.Fields declaration(Path path, Value read) {
    if (!(read instanceof Value.Fields(SequencedMap<String, Value> fields))
        || Looking.text(read, "kind").isEmpty()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          path + " is no declaration: it has no kind.",
          "Write kind, organisation, project, name and spec as the server shows them, or keep the"
              + " file elsewhere.");
    }
    SequencedMap<String, Value> taken = new LinkedHashMap<>(fields);
    // As the server shows it, but nothing that may be said.
    List.of("revision", "created", "createdBy", "changed", "changedBy").forEach(taken::remove);
    if (Looking.text(read, "kind").equals("secrets")) {
      taken.put("spec", secret(path, fields.get("spec")));
    }
    return new Value.Fields(taken);
  }

  private Value secret(Path path, @Nullable Value spec) {
    if (!(spec instanceof Value.Fields(SequencedMap<String, Value> fields))) {
      return Value.NOTHING;
    }
    SequencedMap<String, Value> whole = new LinkedHashMap<>(fields);
    whole.put(
        "value",
        Value.of(
            secrets.resolve(
                SecretText.parse(Looking.text(spec, "value"))
                    .orElseThrow(() ->
                        new LockstepException(
                            ErrorCode.CONFIGURATION,
                            path + " holds the value of a secret, or none.",
                            "Say where it is: <+env.NAME>, <+file(\"PATH\")> or"
                                + " <+secrets.getValue(\"ALIAS\")>.")))));
    return new Value.Fields(whole);
  }

  private static String text(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE,
            "%s has more than %,d bytes.".formatted(path, LARGEST),
            "Declarations are small; keep other files elsewhere.");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION, path + " is no UTF-8.", "Save it as UTF-8.", e);
    } catch (IOException failed) {
      throw unreadable(path, failed);
    }
  }

  private static LockstepException unreadable(Path path, IOException failed) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        path + " cannot be read: " + failed.getMessage(),
        "Check the path and its permissions.",
        failed);
  }
}
