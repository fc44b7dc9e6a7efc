package dev.lockstep.engines.declarative;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Writes a schema as people keep it in Git: one object a file, with all that belongs to it.
///
/// *Shape*: `SCHEMA/KIND/NAME.sql`, or `KIND/NAME.sql` for what lives in no schema. The order in
/// which the files are read back does not matter. Names that no file system takes are written with
/// `%` and the number of each such character.
public final class ObjectFiles {
  private static final int LONGEST_NAME = 100;

  private ObjectFiles() {}

  /// Returns the text of each file by its path.
  ///
  /// @param creation the plan that makes the schema out of nothing
  public static SequencedMap<String, String> of(
      DatabaseSchema schema, List<SchemaChange> creation) {
    Map<String, StringBuilder> files = new TreeMap<>();
    for (SchemaChange change : creation) {
      StringBuilder text =
          files.computeIfAbsent(
              path(schema, root(schema, change.object())), _ -> new StringBuilder());
      change.statements().forEach(sql -> text.append(sql).append(";\n"));
    }
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    files.forEach((path, text) -> texts.put(path, text.toString()));
    return texts;
  }

  /// Returns the object that stands for itself and that another belongs to.
  public static ObjectId root(DatabaseSchema schema, ObjectId id) {
    ObjectId at = whole(id);
    while (true) {
      SchemaObject object = schema.objects().get(at);
      ObjectId parent = object == null ? null : object.parent();
      if (parent == null) {
        return at;
      }
      at = parent;
    }
  }

  /// Returns the sequence for the bond between it and a column.
  static ObjectId whole(ObjectId id) {
    return id.kind().equals("sequence_owner") ? new ObjectId("sequence", id.path()) : id;
  }

  /// Overloaded routines share a file.
  static String path(DatabaseSchema schema, ObjectId id) {
    List<String> names = id.path();
    String kind = plural(id.kind());
    boolean inSchema =
        names.size() > 1
            && schema.objects().containsKey(new ObjectId("schema", List.of(names.getFirst())));
    return inSchema
        ? safe(names.getFirst()) + "/" + kind + "/" + safe(names.get(1)) + ".sql"
        : kind + "/" + safe(String.join(" ", names)) + ".sql";
  }

  private static String plural(String kind) {
    if (kind.endsWith("s")) {
      return kind;
    }
    return kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
  }

  /// Returns a name as a file may bear it.
  static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .forEach(point -> {
          boolean plain =
              (Character.isLetterOrDigit(point) && !Character.isUpperCase(point))
                  || "_- ".indexOf(point) >= 0;
          if (plain) {
            safe.appendCodePoint(point);
          } else {
            // Capitals too: some file systems do not tell them from small letters.
            safe.append('%')
                .append(Integer.toHexString(point).toLowerCase(Locale.ROOT))
                .append('.');
          }
        });
    return safe.length() <= LONGEST_NAME
        ? safe.toString()
        : safe.substring(0, LONGEST_NAME) + "%" + Integer.toHexString(name.hashCode());
  }
}
