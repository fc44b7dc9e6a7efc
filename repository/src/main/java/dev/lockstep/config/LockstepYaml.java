package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.Project;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads `lockstep.yaml`.
///
/// *Shape*: everything that is wrong is reported at once. Text stays as it is written: `1.10` is
/// not `1.1` and `NO` is not false.
///
/// *Units*: a file has at most 1 MiB, which is checked before it is parsed.
///
/// *Source*: `docs/schemas/lockstep.schema.json`, of which the program carries a copy.
public final class LockstepYaml {
  /// The usual name, at the root of a repository.
  public static final String FILE = "lockstep.yaml";

  private static final int MAX_BYTES = 1 << 20;

  private LockstepYaml() {}

  /// Reads the file at a path of a tree.
  ///
  /// *Errors*: `CONFIGURATION` with all faults, or when there is no such file; `TOO_LARGE`.
  public static Project load(FileTree files, String path) {
    Optional<FileEntry> entry = files.find(path);
    if (entry.isEmpty()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "There is no " + path + " in the " + files.description() + ".",
          "Write one with `lockstep init`, or name another file with --config.");
    }
    if (entry.get().size() > MAX_BYTES) {
      throw new LockstepException(
          ErrorCode.TOO_LARGE,
          path + " has " + entry.get().size() + " bytes; the limit is " + MAX_BYTES + ".",
          "Write instances that differ only by their database as one entry with `databases`.");
    }
    return read(path, files.read(path)).orThrow();
  }

  /// Reads the content of a file.
  ///
  /// @param file its path, for faults
  public static Reading read(String file, byte[] content) {
    Faults faults = new Faults(file);
    Optional<Project> project = text(content, faults).flatMap(text -> project(text, faults));
    return faults.isEmpty() && project.isPresent()
        ? new Reading.Complete(project.get())
        : new Reading.Faulty(faults.all());
  }

  /// Returns the JSON Schema that files are held against.
  public static String jsonSchema() {
    try (InputStream schema = LockstepYaml.class.getResourceAsStream("lockstep.schema.json")) {
      if (schema == null) {
        throw new IllegalStateException("lockstep.schema.json is missing");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Project> project(String text, Faults faults) {
    Optional<YamlNode> document = YamlComposer.compose(text, faults);
    document.ifPresent(root -> new ShapeCheck(ShapeReader.read(jsonSchema()), faults).check(root));
    return document
        .filter(YamlNode.Mapping.class::isInstance)
        .map(root -> new ProjectBinder(faults).bind((YamlNode.Mapping) root));
  }

  private static Optional<String> text(byte[] content, Faults faults) {
    if (content.length > MAX_BYTES) {
      faults.add(
          "too-large",
          new Place(1, 1),
          "The file has " + content.length + " bytes; the limit is " + MAX_BYTES + ".",
          null);
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      faults.add(
          "yaml-syntax",
          new Place(1, 1),
          "The file is not written in UTF-8.",
          "Save it in the encoding UTF-8.");
      return Optional.empty();
    }
  }
}
