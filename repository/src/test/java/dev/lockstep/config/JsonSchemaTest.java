package dev.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Holds the published schema, the one that is used, and an independent validator together.
final class JsonSchemaTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Schema independent =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(LockstepYaml.jsonSchema());

  @Test
  void usesTheSchemaThatIsPublished() throws IOException {
    Path published = Path.of("../docs/schemas/lockstep.schema.json");
    assertThat(LockstepYaml.jsonSchema()).isEqualTo(Files.readString(published));
  }

  @Test
  void describesEveryKeyForEditors() {
    Faults faults = new Faults("schema");
    Mapping schema =
        (Mapping) YamlComposer.compose(LockstepYaml.jsonSchema(), faults).orElseThrow();
    describes(schema, "");
    assertThat(faults.all()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> agreesWithAnIndependentValidator() {
    return LockstepYamlTest.SCENARIOS.tests(scenario -> {
      byte[] content = Files.readAllBytes(scenario.path("lockstep.yaml"));
      scenario.path("expected.txt");
      compare(
          new String(content, StandardCharsets.ISO_8859_1), LockstepYaml.jsonSchema(), independent);
    });
  }

  static void compare(String text, String schema, Schema independent) {
    Faults syntax = new Faults("lockstep.yaml");
    Optional<YamlNode> document = YamlComposer.compose(text, syntax);
    if (document.isEmpty()) {
      assertThat(syntax.all()).isNotEmpty();
      return;
    }
    Faults faults = new Faults("lockstep.yaml");
    new ShapeCheck(ShapeReader.read(schema), faults).check(document.get());
    List<String> errors =
        independent.validate(json(document.get())).stream().map(Object::toString).toList();
    assertThat(faults.isEmpty())
        .as("ours: %s%nindependent: %s", faults.all(), errors)
        .isEqualTo(errors.isEmpty());
  }

  private static void describes(Mapping schema, String path) {
    for (Entry entry : schema.entries()) {
      String name = path + "/" + entry.key().text();
      if (entry.key().text().equals("properties") && entry.value() instanceof Mapping keys) {
        for (Entry key : keys.entries()) {
          Mapping shape = (Mapping) key.value();
          assertThat(shape.find("title")).as(name + "/" + key.key().text()).isPresent();
          assertThat(shape.find("description")).as(name + "/" + key.key().text()).isPresent();
          describes(shape, name + "/" + key.key().text());
        }
      } else if (entry.value() instanceof Mapping nested) {
        describes(nested, name);
      }
    }
  }

  private static JsonNode json(YamlNode node) {
    return switch (node) {
      case Mapping(_, List<Entry> entries) -> {
        ObjectNode object = JSON.objectNode();
        entries.forEach(entry -> object.set(entry.key().text(), json(entry.value())));
        yield object;
      }
      case Sequence(_, List<YamlNode> items) -> {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Scalar(_, String text, Scalar.Kind kind) -> json(text, kind);
    };
  }

  private static JsonNode json(String text, Scalar.Kind kind) {
    return switch (kind) {
      case TEXT -> JSON.stringNode(text);
      case INTEGER ->
          text.startsWith("0x")
              ? JSON.numberNode(Long.decode(text))
              : JSON.numberNode(new BigInteger(text));
      case DECIMAL -> JSON.numberNode(new BigDecimal(text));
      case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(text));
      case NULL -> JSON.nullNode();
    };
  }
}
