package dev.lockstep.server;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lockstep.server.store.Json;
import dev.lockstep.testkit.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds every answer that a test gets against the published description of the API.
final class Documented {
  static final Path FILE = ProjectRoot.path().resolve("docs/schemas/openapi.json");
  private static final JsonNode DOCUMENT = read();
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Documented() {}

  private static JsonNode read() {
    try {
      return Files.exists(FILE) ? Json.read(Files.readString(FILE)) : Json.object();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Fails when an answer is not as the description says; what no route is for is not described.
  static void check(String method, String path, int status, String body) {
    String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    for (Map.Entry<String, JsonNode> entry : DOCUMENT.path("paths").properties()) {
      JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
      String pattern =
          entry.getKey().replace("{part}", "\u0000").replaceAll("\\{[A-Za-z]+}", "[^/]+");
      if (operation.isMissingNode() || !plain.matches(pattern.replace("\u0000", ".+"))) {
        continue;
      }
      JsonNode response = operation.path("responses").path(Integer.toString(status));
      if (response.isMissingNode()) {
        throw new AssertionError(
            "%s %s answers %d, which is not described: %s".formatted(method, path, status, body));
      }
      JsonNode described =
          response.has("$ref")
              ? DOCUMENT.at(response.get("$ref").asString().substring(1))
              : response;
      described
          .path("content")
          .properties()
          .forEach(one -> valid(one.getValue().get("schema").get("$ref").asString(), body));
      return;
    }
  }

  private static void valid(String reference, String body) {
    if (!body.startsWith("{")) {
      // Tomcat's own word on a request that it cannot read.
      return;
    }
    List<Error> errors =
        SCHEMAS.computeIfAbsent(reference, Documented::schema).validate(body, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError("not as " + reference + " says: " + errors + ": " + body);
    }
  }

  private static Schema schema(String reference) {
    ObjectNode schema = Json.object();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$ref", reference);
    schema.set("components", DOCUMENT.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Json.write(schema));
  }
}
