package dev.lockstep.server.web;

import dev.lockstep.access.Action;
import dev.lockstep.access.Actor;
import dev.lockstep.access.Decision;
import dev.lockstep.access.Resource;
import dev.lockstep.server.people.People.Known;
import dev.lockstep.server.store.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Is one request that was let in.
public final class Call {
  private final Map<String, String> path;
  private final Map<String, String> query;
  private final Function<String, @Nullable String> headers;
  private final byte[] body;
  private final String address;
  private final @Nullable Known caller;

  Call(Exchange exchange, Map<String, String> path, byte[] body, @Nullable Known caller) {
    this.path = path;
    this.query = exchange.query();
    this.headers = exchange.headers();
    this.body = body;
    this.address = exchange.method() + " " + exchange.path();
    this.caller = caller;
    if (!Stream.concat(path.values().stream(), query.values().stream()).allMatch(Json::canBeKept)) {
      throw unkept();
    }
  }

  /// Returns what stands in a place of the path that is written in braces.
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no " + name);
    }
    return value;
  }

  /// Returns what stands in a place of the path; empty text where it has no such place.
  public String pathOrNone(String name) {
    return path.getOrDefault(name, "");
  }

  /// Returns the value of a parameter; empty text where there is none.
  public String query(String name) {
    return query.getOrDefault(name, "");
  }

  /// Refuses parameters that nobody would look at.
  public void allow(String... names) {
    Set<String> others = new TreeSet<>(query.keySet());
    others.removeAll(Set.of(names));
    if (!others.isEmpty()) {
      throw Problem.badRequest(
          "There is no parameter " + others.iterator().next() + " here.",
          names.length == 0 ? "Leave it out." : "There is " + String.join(", ", names) + ".");
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }

  public Actor actor() {
    return known().actor();
  }

  private Known known() {
    if (caller == null) {
      throw new IllegalStateException("this route is open to everybody");
    }
    return caller;
  }

  /// Tells whether the caller may do something at a place.
  public boolean may(Action action, Resource resource) {
    return decide(action, resource) instanceof Decision.Allowed;
  }

  /// Refuses the request unless the caller may do something at a place.
  public void require(Action action, Resource resource) {
    check(decide(action, resource));
  }

  private Decision decide(Action action, Resource resource) {
    return known().access().decide(actor(), action, resource);
  }

  static void check(Decision decision) {
    switch (decision) {
      case Decision.Allowed _ -> {}
      case Decision.Forbidden _ -> throw Problem.forbidden();
      case Decision.Hidden _ -> throw Problem.notFound();
    }
  }

  /// Returns what tells this request from others of the same actor.
  byte[] fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(address.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Returns the body as it came.
  public byte[] bytes() {
    return body.clone();
  }

  /// Returns the body as text.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// Reads the body as an object.
  public ObjectNode object() {
    return object(body);
  }

  /// Reads the body as an object with no other keys than some.
  public ObjectNode objectOf(String... keys) {
    ObjectNode object = body.length == 0 ? Json.object() : object(body);
    Set<String> others = new TreeSet<>(object.propertyNames());
    others.removeAll(Set.of(keys));
    if (!others.isEmpty()) {
      throw Problem.invalid(
          "There is no key " + others.iterator().next() + " here.",
          "There is " + String.join(", ", List.of(keys)) + ".");
    }
    return object;
  }

  private static Problem unkept() {
    return Problem.badRequest(
        "A text holds the character 0 or half of a character.", "Take it out.");
  }

  private static ObjectNode object(byte[] content) {
    try {
      if (Json.read(content) instanceof ObjectNode object) {
        if (!Json.canBeKept(object)) {
          throw unkept();
        }
        return object;
      }
    } catch (JacksonException failed) {
      TokenStreamLocation at = failed.getLocation();
      throw Problem.badRequest(
          "The body is no JSON that can be read%s: %s"
              .formatted(
                  at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr(),
                  failed.getOriginalMessage()),
          "Send one JSON object in UTF-8, of at most 64 levels.");
    }
    throw Problem.badRequest("The body is no JSON object.", "Send one.");
  }

  /// Returns a text that the body must hold.
  public static String text(JsonNode object, String key) {
    JsonNode value = object.get(key);
    if (value == null || !value.isString() || value.stringValue().isBlank()) {
      throw Problem.invalid("The key " + key + " must hold text.", "Add it.");
    }
    return value.stringValue();
  }
}
