package dev.lockstep.snapshot;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes and reads a schema as JSON.
///
/// *Shape*: the same schema gives the same bytes; objects stand in the order of their names, an
/// attribute of one text as that text and any other as a list.
///
/// *Errors*: `CHANGE_FILE` with file and line for what is no snapshot, or one of a later release.
public final class SnapshotFile {
  private static final String FORMAT = "lockstep-snapshot";
  private static final int VERSION = 1;
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectWriteContext PRETTY =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }
      };

  private SnapshotFile() {}

  public static String write(DatabaseSchema schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(PRETTY, text)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeNumberProperty("version", VERSION);
      json.writeStringProperty("dialect", schema.dialect());
      json.writeNumberProperty("majorVersion", schema.majorVersion());
      json.writeStringProperty("fingerprint", schema.fingerprint());
      json.writeArrayPropertyStart("objects");
      schema.objects().values().forEach(object -> write(json, object));
      json.writeEndArray();
      json.writeArrayPropertyStart("notManaged");
      schema.notManaged().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, SchemaObject object) {
    json.writeStartObject();
    write(json, object.id());
    ObjectId parent = object.parent();
    if (parent != null) {
      json.writeObjectPropertyStart("parent");
      write(json, parent);
      json.writeEndObject();
    }
    json.writeObjectPropertyStart("attributes");
    object
        .attributes()
        .forEach((name, texts) -> {
          if (texts.size() == 1) {
            json.writeStringProperty(name, texts.getFirst());
          } else {
            json.writeName(name);
            write(json, texts);
          }
        });
    json.writeEndObject();
    if (!object.uses().isEmpty()) {
      json.writeArrayPropertyStart("uses");
      for (ObjectId used : object.uses()) {
        json.writeStartObject();
        write(json, used);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ObjectId id) {
    json.writeStringProperty("kind", id.kind());
    json.writeName("path");
    write(json, id.path());
  }

  private static void write(JsonGenerator json, List<String> texts) {
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  /// Reads a snapshot.
  ///
  /// @param file as errors name it
  public static DatabaseSchema read(String file, String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new Reading(file, json).schema();
    } catch (JacksonException e) {
      throw wrong(
          file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), "is no JSON here");
    }
  }

  private static LockstepException wrong(String file, int line, String what) {
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        file + (line > 0 ? ":" + line : "") + " is no snapshot: it " + what + ".",
        "Make one with lockstep snapshot.");
  }

  /// Is one reading of a file.
  private record Reading(String file, JsonParser json) {
    DatabaseSchema schema() {
      String dialect = "";
      int majorVersion = 0;
      boolean known = false;
      List<SchemaObject> objects = new ArrayList<>();
      List<String> notManaged = List.of();
      expect(json.nextToken() == JsonToken.START_OBJECT, "does not begin with an object");
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "format" -> known = FORMAT.equals(json.getString());
          case "version" -> checkVersion(number());
          case "dialect" -> dialect = text();
          case "majorVersion" -> majorVersion = number();
          case "objects" -> {
            expect(json.currentToken() == JsonToken.START_ARRAY, "has no list of objects");
            while (json.nextToken() == JsonToken.START_OBJECT) {
              objects.add(object());
            }
          }
          case "notManaged" -> notManaged = texts();
          default -> json.skipChildren();
        }
      }
      expect(known && !dialect.isEmpty(), "lacks its format or dialect");
      return new DatabaseSchema(dialect, majorVersion, objects, notManaged);
    }

    private void checkVersion(int version) {
      if (version > VERSION) {
        throw new LockstepException(
            ErrorCode.CHANGE_FILE,
            "%s was written by a later release (format %d, this one knows %d)."
                .formatted(file, version, VERSION),
            "Read it with the release that wrote it, or make it again.");
      }
    }

    private SchemaObject object() {
      String kind = "";
      List<String> path = List.of();
      @Nullable ObjectId parent = null;
      TreeMap<String, List<String>> attributes = new TreeMap<>();
      List<ObjectId> uses = new ArrayList<>();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "kind" -> kind = text();
          case "path" -> path = texts();
          case "parent" -> parent = id();
          case "attributes" -> {
            for (String key = json.nextName(); key != null; key = json.nextName()) {
              attributes.put(
                  key, json.nextToken() == JsonToken.START_ARRAY ? texts() : List.of(text()));
            }
          }
          case "uses" -> {
            while (json.nextToken() == JsonToken.START_OBJECT) {
              uses.add(id());
            }
          }
          default -> json.skipChildren();
        }
      }
      expect(!kind.isEmpty() && !path.isEmpty(), "has an object without kind or path");
      return new SchemaObject(new ObjectId(kind, path), parent, attributes, uses);
    }

    private ObjectId id() {
      String kind = "";
      List<String> path = List.of();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "kind" -> kind = text();
          case "path" -> path = texts();
          default -> json.skipChildren();
        }
      }
      expect(!kind.isEmpty() && !path.isEmpty(), "names an object without kind or path");
      return new ObjectId(kind, path);
    }

    private List<String> texts() {
      expect(json.currentToken() == JsonToken.START_ARRAY, "has something else than a list");
      List<String> texts = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        texts.add(text());
      }
      return texts;
    }

    private String text() {
      expect(json.currentToken() == JsonToken.VALUE_STRING, "has something else than a text");
      return json.getString();
    }

    private int number() {
      expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "has something else than a number");
      return json.getIntValue();
    }

    private void expect(boolean good, String otherwise) {
      if (!good) {
        throw wrong(file, json.currentTokenLocation().getLineNr(), otherwise);
      }
    }
  }
}
