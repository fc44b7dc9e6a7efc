package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is a JSON Schema with its references, which lead to places in it alone.
final class JsonSchema {
  /// Stands for a schema that names no draft.
  private static final int ANY_DRAFT = Integer.MAX_VALUE;

  private static final Map<String, Integer> DRAFTS =
      Map.of(
          "http://json-schema.org/draft-04/schema", 4,
          "http://json-schema.org/draft-06/schema", 6,
          "http://json-schema.org/draft-07/schema", 7);

  /// What is below these is named by whoever wrote the schema.
  private static final Set<String> NAMING =
      Set.of("properties", "dependencies", "patternProperties");

  private static final Set<String> LITERAL = Set.of("const", "enum");

  private final Value root;
  private final int draft;
  private final Map<String, Value> named = new HashMap<>();
  private final IdentityHashMap<RegoObject, String> references = new IdentityHashMap<>();

  /// *Errors*: [SchemaException] for what is neither an object nor `true` or `false`.
  JsonSchema(Value root) {
    this.root = root;
    this.draft = draft(root);
    name(root, "");
    named.put("", root);
  }

  Value root() {
    return root;
  }

  boolean isOfDraft(int wanted) {
    return draft == wanted;
  }

  boolean isSince(int wanted) {
    return draft >= wanted;
  }

  boolean isOfAnyDraft() {
    return draft == ANY_DRAFT;
  }

  private static int draft(Value root) {
    if (!(root instanceof RegoObject object)) {
      if (root.typeName().equals("boolean")) {
        return ANY_DRAFT;
      }
      throw new SchemaException("schema is invalid");
    }
    Value said = object.get("$schema");
    if (said == null) {
      return ANY_DRAFT;
    }
    if (!(said instanceof RegoString text)) {
      throw new SchemaException("$schema must be of type string");
    }
    String address = text.text();
    return DRAFTS.getOrDefault(
        address.endsWith("#") ? address.substring(0, address.length() - 1) : address, ANY_DRAFT);
  }

  /// Finds what has names, and where references lead.
  private void name(Value value, String around) {
    Budget.spend(1);
    if (value instanceof RegoArray array) {
      array.forEach(element -> name(element, around));
    }
    if (!(value instanceof RegoObject object)) {
      return;
    }
    String here = around;
    Value id = object.get("id") == null ? object.get("$id") : object.get("id");
    if (id instanceof RegoString text) {
      here = resolved(around, text.text());
      named.put(here, object);
    }
    if (object.get("$ref") instanceof RegoString text) {
      references.put(object, resolved(here, text.text()));
    }
    for (Value key : object.keys()) {
      String name = ((RegoString) key).text();
      Value below = object.at(key);
      if (NAMING.contains(name) && below instanceof RegoObject parts) {
        for (Value part : parts.keys()) {
          name(parts.at(part), here);
        }
      } else if (!LITERAL.contains(name)) {
        name(below, here);
      }
    }
  }

  private static String resolved(String around, String address) {
    int hash = address.indexOf('#');
    String file = hash < 0 ? address : address.substring(0, hash);
    String part = hash < 0 || hash == address.length() - 1 ? "" : address.substring(hash);
    String folder = around.contains("#") ? around.substring(0, around.indexOf('#')) : around;
    if (file.isEmpty()) {
      return folder + part;
    }
    try {
      URI whole = folder.isEmpty() ? new URI("/") : new URI(folder);
      return whole.resolve(new URI(file)) + part;
    } catch (URISyntaxException e) {
      return file + part;
    }
  }

  /// Returns where the reference of a schema leads; null for one without.
  @Nullable String reference(RegoObject schema) {
    return references.get(schema);
  }

  /// Returns what is at the place of a reference.
  ///
  /// *Errors*: [SchemaException] where nothing is.
  Value at(String reference) {
    Value known = named.get(reference);
    if (known != null) {
      return known;
    }
    int hash = reference.indexOf('#');
    Value whole = named.get(hash < 0 ? reference : reference.substring(0, hash));
    if (whole != null) {
      Value found = inside(whole, hash < 0 ? "" : reference.substring(hash + 1));
      named.put(reference, found);
      return found;
    }
    if (!reference.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      throw new SchemaException("Reference " + reference + " must be canonical");
    }
    Budget.refuse(
        "a JSON Schema refers to %s, which would have to be fetched; put it into the schema, below"
                .formatted(reference)
            + " \"definitions\"");
    throw new SchemaException("what is at " + reference + " is not there");
  }

  /// *Source*: RFC 6901.
  private static Value inside(Value whole, String pointer) {
    if (!pointer.startsWith("/")) {
      return whole;
    }
    Value at = whole;
    for (String part : List.of(pointer.substring(1).split("/", -1))) {
      String name = unescaped(part);
      at =
          switch (at) {
            case RegoObject object -> {
              Value below = object.get(name);
              if (below == null) {
                throw new SchemaException("Object has no key '" + name + "'");
              }
              yield below;
            }
            case RegoArray array -> element(array, name);
            default -> throw new SchemaException("Invalid token reference '" + name + "'");
          };
    }
    return at;
  }

  private static String unescaped(String part) {
    String plain = part.replace("+", "%2B");
    try {
      plain = URLDecoder.decode(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      plain = part;
    }
    return plain.replace("~1", "/").replace("~0", "~");
  }

  private static Value element(RegoArray array, String name) {
    if (!name.matches("-?\\d{1,9}")) {
      throw new SchemaException("Invalid array index '" + name + "'");
    }
    int index = Integer.parseInt(name);
    if (index < 0 || index >= array.size()) {
      throw new SchemaException(
          "Out of bound array[0,%d] index '%d'".formatted(array.size(), index));
    }
    return array.get(index);
  }
}
