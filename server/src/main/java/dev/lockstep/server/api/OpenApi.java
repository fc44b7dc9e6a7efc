package dev.lockstep.server.api;

import dev.lockstep.server.entity.Kind;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Kinds;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Describes the routes as an OpenAPI document, made out of the table that answers them.
///
/// *Source*: OpenAPI 3.1.
public final class OpenApi {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)(\\.\\.\\.)?}");

  /// What any route may answer, besides what is particular to it.
  private static final Map<Integer, String> COMMON =
      new TreeMap<>(
          Map.of(
              400, "The request cannot be read.",
              401, "The request does not say who asks.",
              403, "The caller may see this place, but not do this.",
              404, "It is not there, or the caller may not know that it is.",
              413, "The body is too large.",
              422, "What the request asks for is not right in itself.",
              500, "A defect of Lockstep.",
              503, "The server's database, or another service, does not answer."));

  private OpenApi() {}

  static Route route(List<Route> others) {
    About about =
        About.of("openapi", "Describes the API, as this document.").answers(200, "The document.");
    Route[] self = new Route[1];
    self[0] =
        new Route(
            "GET",
            "/api/v1/openapi.json",
            new Guard.Open("it tells nothing of what is kept"),
            _ -> {
              List<Route> all = new ArrayList<>(others);
              all.add(self[0]);
              return Answer.ok(document(all));
            },
            about);
    return self[0];
  }

  /// Returns the document.
  public static ObjectNode document(List<Route> routes) {
    ObjectNode document = Json.object();
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Lockstep");
    info.put("version", "1");
    info.put("description", "The API of the Lockstep server.");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      String path = PLACE.matcher(route.path()).replaceAll("{$1}");
      ObjectNode at = paths.get(path) instanceof ObjectNode there ? there : paths.putObject(path);
      at.set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = document.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    ObjectNode responses = components.putObject("responses");
    COMMON.forEach(
        (status, meaning) -> problem(responses.putObject(Integer.toString(status)), meaning));
    components.set("schemas", schemas());
    return document;
  }

  private static ObjectNode operation(Route route) {
    About about = route.about();
    ObjectNode operation = Json.object();
    operation.put("operationId", about.id());
    operation.put("summary", about.summary());
    ArrayNode security = operation.putArray("security");
    if (!(route.guard() instanceof Guard.Open)) {
      security.addObject().putArray("token");
    }
    ArrayNode parameters = operation.putArray("parameters");
    Matcher place = PLACE.matcher(route.path());
    while (place.find()) {
      parameter(parameters, "path", place.group(1), place.group(2) == null ? "" : "With slashes.")
          .put("required", true);
    }
    about.parameters().forEach((name, meaning) -> parameter(parameters, "query", name, meaning));
    headers(route).forEach((name, meaning) -> parameter(parameters, "header", name, meaning));
    if (!about.body().isEmpty()) {
      ObjectNode body = operation.putObject("requestBody");
      body.put("required", true);
      reference(body, Answer.JSON, about.body());
    }
    responses(route, operation.putObject("responses"));
    return operation;
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String in, String name, String meaning) {
    ObjectNode parameter = parameters.addObject();
    parameter.put("name", name);
    parameter.put("in", in);
    if (!meaning.isEmpty()) {
      parameter.put("description", meaning);
    }
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private static Map<String, String> headers(Route route) {
    Map<String, String> headers = new TreeMap<>();
    if (route.about().answers().containsKey(412)) {
      headers.put("If-Match", "The ETag that it must have.");
      if (route.method().equals("PUT")) {
        headers.put("If-None-Match", "* when it must not be there yet.");
      }
    }
    if (route.method().equals("POST")
        && route.about().answers().containsKey(201)
        && !(route.guard() instanceof Guard.Open)) {
      headers.put("Idempotency-Key", "The same request with the same key is done once.");
    }
    return headers;
  }

  private static void responses(Route route, ObjectNode responses) {
    Set<Integer> statuses = new TreeSet<>(List.of(400, 500, 503));
    switch (route.guard()) {
      case Guard.Open _ -> {}
      case Guard.Known _ -> statuses.addAll(List.of(401, 404));
      case Guard.Needs _ -> statuses.addAll(List.of(401, 403, 404));
    }
    if (!route.method().equals("GET")) {
      statuses.addAll(List.of(413, 422));
    }
    Map<Integer, String> own = route.about().answers();
    statuses.addAll(own.keySet());
    for (int status : statuses) {
      String key = Integer.toString(status);
      String meaning = own.get(status);
      if (meaning == null) {
        responses.putObject(key).put("$ref", "#/components/responses/" + key);
      } else if (status >= 400) {
        problem(responses.putObject(key), meaning);
      } else {
        ObjectNode response = responses.putObject(key);
        response.put("description", meaning);
        if (!route.about().answer().isEmpty()) {
          reference(response, Answer.JSON, route.about().answer());
        }
      }
    }
  }

  private static void problem(ObjectNode response, String meaning) {
    response.put("description", meaning);
    reference(response, "application/problem+json", "Problem");
  }

  private static void reference(ObjectNode in, String type, String schema) {
    in.putObject("content").putObject(type).putObject("schema").put("$ref", SCHEMAS + schema);
  }

  private static ObjectNode schemas() {
    ObjectNode schemas = (ObjectNode) Json.read(text());
    for (Level level : Level.values()) {
      Kinds.at(level).forEach(kind -> add(kind, schemas));
    }
    return schemas;
  }

  private static void add(Kind kind, ObjectNode schemas) {
    String name = EntityRoutes.schema(kind);
    if (schemas.has(name)) {
      return;
    }
    String spec = name + "Spec";
    String text = kind.schema().replace("\"#/$defs/", "\"" + SCHEMAS + spec + "/$defs/");
    ObjectNode asked = (ObjectNode) Json.read(text);
    asked.remove(List.of("$schema", "$id"));
    kind.sealed()
        .forEach(key -> ((ObjectNode) asked.get("properties").get(key)).put("writeOnly", true));
    schemas.set(spec, asked);
    ObjectNode entity = schemas.putObject(name);
    entity.put("type", "object");
    entity.put("additionalProperties", false);
    ArrayNode required = entity.putArray("required");
    ObjectNode properties = entity.putObject("properties");
    for (String key : List.of("kind", "organisation", "project", "name")) {
      properties.putObject(key).put("type", "string");
    }
    if (kind.sealed().isEmpty()) {
      properties.putObject("spec").put("$ref", SCHEMAS + spec);
    } else {
      // Without what may be written but is never shown.
      properties.putObject("spec").put("type", "object");
    }
    properties.putObject("revision").put("type", "integer");
    for (String key : List.of("created", "changed")) {
      properties.putObject(key).put("type", "string").put("format", "date-time");
      properties.putObject(key + "By").put("type", "string");
    }
    List.of("kind", "name", "spec", "revision", "created", "createdBy", "changed", "changedBy")
        .forEach(required::add);
    ObjectNode page = schemas.putObject(name + "Page");
    page.put("type", "object");
    page.put("additionalProperties", false);
    page.putArray("required").add("items");
    ObjectNode parts = page.putObject("properties");
    ObjectNode items = parts.putObject("items");
    items.put("type", "array");
    items.putObject("items").put("$ref", SCHEMAS + name);
    parts.putObject("next").put("type", "string");
  }

  private static String text() {
    try (InputStream schemas = OpenApi.class.getResourceAsStream("schemas.json")) {
      if (schemas == null) {
        throw new IllegalStateException("schemas.json is missing");
      }
      return new String(schemas.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Returns the document as it is published.
  public static String published(List<Route> routes) {
    JsonNode document = document(routes);
    return Json.pretty(document);
  }
}
