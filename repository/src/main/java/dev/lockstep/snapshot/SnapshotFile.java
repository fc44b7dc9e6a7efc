package dev.lockstep.snapshot;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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

  private static final Pattern SPACE = Pattern.compile("\\s+");

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

  /// Is a snapshot with the places of its objects.
  ///
  /// @param asWritten whether nobody has changed what it says
  /// @param lines where each object begins, by its id
  public record Snapshot(
      String file, DatabaseSchema schema, boolean asWritten, Map<ObjectId, Integer> lines) {
    public Snapshot {
      lines = Map.copyOf(lines);
    }

    /// Makes an exception of what an object of the file says.
    ///
    /// @param what behind "it"
    public LockstepException wrong(ObjectId object, String what) {
      return SnapshotFile.wrong(file, lines.getOrDefault(object, 0), what);
    }
  }

  /// Reads what a snapshot holds that Lockstep keeps.
  ///
  /// @param file as errors name it
  public static DatabaseSchema read(String file, String text) {
    return read(file, text, _ -> true).schema();
  }

  /// Reads a snapshot that people may have changed.
  ///
  /// @param file as errors name it
  public static Snapshot open(String file, String text) {
    // The fingerprint tells what else differs than the form.
    return read(file, text, schema -> packed(write(schema)).equals(packed(text)));
  }

  private static Snapshot read(String file, String text, Predicate<DatabaseSchema> asWritten) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Reading reading = new Reading(file, json, new HashMap<>());
      DatabaseSchema schema = reading.schema();
      Snapshot snapshot = new Snapshot(file, schema, asWritten.test(schema), reading.lines());
      requireParents(snapshot);
      return snapshot;
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

  private static String packed(String text) {
    return SPACE.matcher(text).replaceAll("");
  }

  /// Whatever walks up from an object comes to an end.
  private static void requireParents(Snapshot snapshot) {
    DatabaseSchema schema = snapshot.schema();
    for (SchemaObject object : schema.objects().values()) {
      ObjectId parent = object.parent();
      for (int steps = 0; parent != null; steps++) {
        SchemaObject found = schema.find(parent).orElse(null);
        if (steps > schema.objects().size() || (found == null && !snapshot.asWritten())) {
          throw snapshot.wrong(
              object.id(),
              found == null
                  ? "lets " + object.id() + " belong to " + parent + ", which is not in it"
                  : "lets " + object.id() + " belong to itself");
        }
        parent = found == null ? null : found.parent();
      }
    }
  }

  /// Is one reading of a file.
  private record Reading(String file, JsonParser json, Map<ObjectId, Integer> lines) {
    DatabaseSchema schema() {
      String dialect = "";
      int majorVersion = 0;
      boolean known = false;
      @Nullable List<SchemaObject> objects = null;
      List<String> notManaged = List.of();
      expect(json.nextToken() == JsonToken.START_OBJECT, "does not begin with an object");
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "format" -> known = FORMAT.equals(text());
          case "version" -> checkVersion(number());
          case "dialect" -> dialect = text();
          case "majorVersion" -> majorVersion = number();
          case "objects" -> objects = list(this::object);
          case "notManaged" -> notManaged = texts();
          default -> json.skipChildren();
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT, "does not end with its object");
      expect(known && !dialect.isEmpty(), "lacks its format or dialect");
      if (objects == null) {
        throw wrong(file, 0, "has no list of objects");
      }
      return new DatabaseSchema(dialect, majorVersion, objects, notManaged);
    }

    private <T> List<T> list(Supplier<T> one) {
      expect(json.currentToken() == JsonToken.START_ARRAY, "has something else than a list");
      List<T> all = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        all.add(one.get());
      }
      return all;
    }

    private void expectObject() {
      expect(json.currentToken() == JsonToken.START_OBJECT, "has something else than an object");
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
      expectObject();
      int line = line();
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
            expectObject();
            for (String key = json.nextName(); key != null; key = json.nextName()) {
              attributes.put(
                  key, json.nextToken() == JsonToken.START_ARRAY ? texts() : List.of(text()));
            }
          }
          case "uses" -> uses.addAll(list(this::id));
          default -> json.skipChildren();
        }
      }
      expect(!kind.isEmpty() && !path.isEmpty(), "has an object without kind or path");
      ObjectId id = new ObjectId(kind, path);
      expect(lines.put(id, line) == null, "names " + id + " twice");
      return new SchemaObject(id, parent, attributes, uses);
    }

    private ObjectId id() {
      expectObject();
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
      return list(this::text);
    }

    private String text() {
      expect(json.currentToken() == JsonToken.VALUE_STRING, "has something else than a text");
      return json.getString();
    }

    private int number() {
      expect(
          json.currentToken() == JsonToken.VALUE_NUMBER_INT
              && json.getNumberType() == JsonParser.NumberType.INT,
          "has something else than a number of a version");
      return json.getIntValue();
    }

    private int line() {
      return json.currentTokenLocation().getLineNr();
    }

    private void expect(boolean good, String otherwise) {
      if (!good) {
        throw wrong(file, line(), otherwise);
      }
    }
  }
}
