package dev.lockstep.server.store;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes JSON within limits.
///
/// *Units*: at most 64 levels, numbers of 100 digits, names of 1,000 characters; a name twice in
/// one object and text after the end are errors.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxStringLength(1 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// Reads what anybody may have written.
  ///
  /// *Errors*: a `JacksonException` whose `getOriginalMessage` and location say what is wrong.
  public static JsonNode read(byte[] content) throws JacksonException {
    return MAPPER.readTree(content);
  }

  /// Tells whether a text can be kept: PostgreSQL takes no character 0, and nothing takes half of a
  /// character.
  public static boolean canBeKept(String text) {
    return text.indexOf(0) < 0
        && text.codePoints()
            .noneMatch(
                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  /// Tells whether all texts in it can be kept.
  public static boolean canBeKept(JsonNode node) {
    return node.isString()
        ? canBeKept(node.stringValue())
        : node.properties().stream()
                .allMatch(one -> canBeKept(one.getKey()) && canBeKept(one.getValue()))
            && (!node.isArray() || node.valueStream().allMatch(Json::canBeKept));
  }

  /// Reads what was written by [#write].
  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  public static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /// Writes with a line for each thing, for people.
  public static String pretty(JsonNode node) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// Makes an object of texts.
  public static ObjectNode object(Map<String, String> texts) {
    ObjectNode object = object();
    texts.forEach(object::put);
    return object;
  }

  /// Returns the text of a key; empty where there is none.
  public static String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value == null || !value.isString() ? "" : value.stringValue();
  }
}
