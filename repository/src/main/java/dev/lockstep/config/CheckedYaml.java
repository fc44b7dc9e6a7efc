package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/// Reads a YAML file and holds it against a published JSON Schema, of which the program carries a
/// copy.
final class CheckedYaml {
  static final int MAX_BYTES = 1 << 20;

  private CheckedYaml() {}

  /// Returns the map that a file is; what is wrong with it is among the faults.
  ///
  /// @param schema gives the name of the schema that a file with such a map is for
  static Optional<Mapping> read(byte[] content, Faults faults, Function<Mapping, String> schema) {
    Optional<YamlNode> document =
        text(content, faults).flatMap(text -> YamlComposer.compose(text, faults));
    if (document.isPresent() && document.get() instanceof Mapping root) {
      check(root, faults, schema.apply(root));
      return Optional.of(root);
    }
    document.ifPresent(node ->
        faults.add(
            "wrong-type",
            node.place(),
            "The file is " + node.kindName() + " but must be a map.",
            null));
    return Optional.empty();
  }

  private static void check(Mapping root, Faults faults, String schema) {
    new ShapeCheck(ShapeReader.read(jsonSchema(schema)), faults).check(root);
  }

  /// Returns the schema with a name.
  static String jsonSchema(String name) {
    try (InputStream schema = CheckedYaml.class.getResourceAsStream(name)) {
      if (schema == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
