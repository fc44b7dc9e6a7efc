package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Writes a schema as people keep it in Git: one object a file, with all that belongs to it.
///
/// *Shape*: `SCHEMA/KIND/NAME.sql`, or `KIND/NAME.sql` for what lives in no schema. The order in
/// which the files are read back does not matter. Names that no file system takes are written with
/// `%` and the number of each such character.
record SchemaFolder(Path folder) {
  private static final int LONGEST_NAME = 100;

  /// *Errors*: `USAGE` when the folder holds something already, or cannot be written.
  ///
  /// @param creation the plan that makes the schema out of nothing
  int write(DatabaseSchema schema, List<SchemaChange> creation) {
    SequencedMap<String, StringBuilder> files = new TreeMap<>();
    for (SchemaChange change : creation) {
      StringBuilder text =
          files.computeIfAbsent(
              path(schema, root(schema, change.object())), _ -> new StringBuilder());
      change.statements().forEach(sql -> text.append(sql).append(";\n"));
    }
    try {
      Files.createDirectories(folder);
      try (var present = Files.list(folder)) {
        if (present.findAny().isPresent()) {
          throw new LockstepException(
              ErrorCode.USAGE,
              "The folder " + folder + " is not empty.",
              "Name a new one, or empty it first: files of objects that are gone would stay.");
        }
      }
      for (var file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot write to " + folder + ".",
          "Name a folder that this user may write to.",
          e);
    }
    return files.size();
  }

  /// Returns the object that stands for itself and that another belongs to.
  static ObjectId root(DatabaseSchema schema, ObjectId id) {
    if (id.kind().equals("sequence_owner")) {
      return new ObjectId("sequence", id.path());
    }
    ObjectId at = id;
    while (true) {
      SchemaObject object = schema.objects().get(at);
      ObjectId parent = object == null ? null : object.parent();
      if (parent == null) {
        return at;
      }
      at = parent;
    }
  }

  /// Overloaded routines share a file.
  private static String path(DatabaseSchema schema, ObjectId id) {
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

  private static String safe(String name) {
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
