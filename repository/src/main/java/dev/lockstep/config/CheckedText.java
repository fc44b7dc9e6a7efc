package dev.lockstep.config;

import dev.lockstep.error.Fault;
import java.util.List;
import java.util.Map;

/// Holds texts in YAML or JSON against a JSON Schema that is not one of the published files.
///
/// *Errors*: `IllegalStateException` for a schema with keywords that are not held.
public final class CheckedText {
  private final Map<String, Shape> shapes;

  /// @param schema as JSON
  public CheckedText(String schema) {
    this.shapes = ShapeReader.read(schema);
  }

  /// Returns everything that is wrong with a text, with places in it.
  ///
  /// @param name what the text is, for messages
  public List<Fault> faults(String name, String text) {
    Faults faults = new Faults(name);
    YamlComposer.compose(text, faults)
        .ifPresent(node -> new ShapeCheck(shapes, faults).check(node));
    return faults.all();
  }
}
